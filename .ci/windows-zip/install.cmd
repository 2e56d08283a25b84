@echo off
rem Installs penholder for whoever runs this: no internet, no administrator, nothing outside %LOCALAPPDATA%.
setlocal
set HERE=%~dp0
set PLACE=%LOCALAPPDATA%\penholder
set INSIDE=%PLACE%\program\Scripts\python.exe
set WORD=%LOCALAPPDATA%\Microsoft\WindowsApps

set PYTHON=py -3.13
%PYTHON% -c "" >nul 2>nul
if not errorlevel 1 goto found
set PYTHON=py -3.12
%PYTHON% -c "" >nul 2>nul
if not errorlevel 1 goto found
set PYTHON=py -3.11
%PYTHON% -c "" >nul 2>nul
if not errorlevel 1 goto found
set PYTHON=python
%PYTHON% -c "import sys; sys.exit(sys.version_info[:2] not in [(3, 11), (3, 12), (3, 13)])" >nul 2>nul
if not errorlevel 1 goto found
echo No Python 3.11, 3.12 or 3.13 was found. Get one from your software centre, or ask IT, and run this again.
exit /b 3

:found
echo Installing penholder into %PLACE% with %PYTHON% ...
%PYTHON% -m venv --clear "%PLACE%\program"
if errorlevel 1 goto failed
"%INSIDE%" -m pip install --quiet --disable-pip-version-check --no-index --find-links "%HERE%wheels" --require-hashes -r "%HERE%requirements.txt"
if errorlevel 1 goto failed
copy /y "%HERE%penholder.cmd" "%PLACE%\penholder.cmd" >nul
if errorlevel 1 goto failed
rem A folder that Windows has in everybody's own Path, so that the word penholder alone is found.
if exist "%WORD%" copy /y "%HERE%penholder.cmd" "%WORD%\penholder.cmd" >nul
call "%PLACE%\penholder.cmd" --version
if errorlevel 1 goto failed
rem An entry in the Start menu. Without it all else works, so nothing ends here.
call "%PLACE%\penholder.cmd" studio --shortcut
echo Done. Open "penholder studio" in the Start menu, or a new command window and type:  penholder doctor
echo Where that word is not found, type:  "%PLACE%\penholder.cmd" doctor
exit /b 0

:failed
echo Penholder was not installed. Close every window in which it runs, and run this again. If it fails again, send IT what stands above, with the file for-IT.txt.
exit /b 1
