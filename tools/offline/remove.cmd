@echo off
rem Takes the add-in out of Excel and deletes everything that install.cmd wrote.
setlocal
set "home=%LOCALAPPDATA%\cbsc-xl"
"%home%\python\python.exe" -m cbsc_xl addin remove
if errorlevel 1 goto failed
rmdir /s /q "%home%"
if errorlevel 1 goto failed
rmdir "%USERPROFILE%\.cbsc_xl" 2>nul
echo cbsc-xl is removed.
pause
exit /b 0

:failed
echo Not removed. Is Excel open? Close it and run this again.
pause
exit /b 1
