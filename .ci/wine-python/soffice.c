/* soffice.com for Wine: hands its words to the shell script beside it, which asks the LibreOffice of Linux, and waits.

   Wine starts programs of Linux, and gives nothing to wait for. So the script makes a file when it is done, with the
   code to end with in it. Paths go over as they are; the script translates them. */
#include <stdio.h>
#include <wchar.h>
#include <windows.h>

#define LONGEST 32000

int wmain(int count, wchar_t **words)
{
    static wchar_t line[LONGEST], path[LONGEST], done[LONGEST], temporary[LONGEST];
    STARTUPINFOW how = {.cb = sizeof how};
    PROCESS_INFORMATION started;
    int code = 1;
    FILE *file = NULL;

    GetModuleFileNameW(NULL, path, LONGEST);
    wcscpy(wcsrchr(path, L'.'), L".sh");
    GetTempPathW(LONGEST, temporary);
    swprintf(done, LONGEST, L"%lssoffice-%lu.done", temporary, GetCurrentProcessId());
    DeleteFileW(done);
    swprintf(line, LONGEST, L"\"%ls\" \"%ls\"", path, done);
    for (int i = 1; i < count; i++) {
        wcscat(line, L" \"");
        for (wchar_t *c = words[i]; *c; c++) {
            wchar_t one[3] = {*c == L'"' ? L'\\' : *c, *c == L'"' ? *c : 0, 0};
            wcscat(line, one);
        }
        wcscat(line, L"\"");
    }
    CreateProcessW(path, line, NULL, NULL, TRUE, 0, NULL, NULL, &how, &started);
    while (!(file = _wfopen(done, L"rb")))
        Sleep(20);
    while (fscanf(file, "%d.", &code) != 1) { /* it is being written */
        Sleep(20);
        rewind(file);
    }
    fclose(file);
    DeleteFileW(done);
    return code;
}
