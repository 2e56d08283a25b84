@"%LOCALAPPDATA%\penholder\program\Scripts\python.exe" -m engine %*
