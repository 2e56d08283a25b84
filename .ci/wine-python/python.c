/* python.exe: starts the python311.dll that lies beside it, or, in a virtual environment, where pyvenv.cfg says. */
#include <stdio.h>
#include <string.h>
#include <wchar.h>
#include <windows.h>

#define LONGEST 600

/* The folder that the line "home = …" of the environment's pyvenv.cfg names; 0 where there is no such line. */
static int home_of(const wchar_t *folder, wchar_t *home)
{
    wchar_t path[LONGEST];
    char line[2 * LONGEST];
    int found = 0;
    swprintf(path, LONGEST, L"%ls\\..\\pyvenv.cfg", folder);
    FILE *file = _wfopen(path, L"rb");
    if (!file)
        return 0;
    while (!found && fgets(line, sizeof line, file))
        if (!strncmp(line, "home = ", 7)) {
            line[strcspn(line, "\r\n")] = 0;
            found = MultiByteToWideChar(CP_UTF8, 0, line + 7, -1, home, LONGEST);
        }
    fclose(file);
    return found;
}

int wmain(int count, wchar_t **words)
{
    wchar_t folder[LONGEST], home[LONGEST], library[LONGEST];
    GetModuleFileNameW(NULL, folder, LONGEST);
    *wcsrchr(folder, L'\\') = 0;
    HMODULE python = LoadLibraryW(L"python311.dll");
    if (!python && home_of(folder, home)) {
        swprintf(library, LONGEST, L"%ls\\python311.dll", home);
        python = LoadLibraryExW(library, NULL, LOAD_WITH_ALTERED_SEARCH_PATH);
    }
    int (*run)(int, wchar_t **) = python ? (void *)GetProcAddress(python, "Py_Main") : NULL;
    if (!run) {
        fputs("python311.dll was not found.\n", stderr);
        return 9;
    }
    return run(count, words);
}
