@echo off
rem Opens a window in which the command cbsc-xl works.
set "PATH=%~dp0python\Scripts;%PATH%"
cd /d "%USERPROFILE%"
cmd /k cbsc-xl --help
