@echo off
rem Installs cbsc-xl for this user from this folder: no internet, no administrator.
rem Options go to "cbsc-xl addin install", such as: install.cmd --language nl
setlocal
set "home=%LOCALAPPDATA%\cbsc-xl"
set "python=%home%\python\python.exe"
pushd "%~dp0"

echo Copying Python to %home% ...
xcopy python "%home%\python" /e /i /q /y
if errorlevel 1 goto failed
copy /y prompt.cmd "%home%" >nul
if errorlevel 1 goto failed

echo Installing the packages ...
set "options=--quiet --disable-pip-version-check --no-warn-script-location --no-index --find-links wheels --upgrade"
for %%w in (wheels\pip-*.whl) do "%python%" %%w\pip install %options% cbsc-xl[excel]
if errorlevel 1 goto failed

echo Installing the add-in ...
"%python%" -m cbsc_xl addin install %*
set "result=%errorlevel%"
if not %result% == 0 echo The add-in is not in Excel, for the reason above. The commands work: %home%\prompt.cmd
popd
pause
exit /b %result%

:failed
echo Not installed. Is Excel open? Close it and run this again.
popd
pause
exit /b 1
