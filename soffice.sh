#!/bin/bash
# The LibreOffice of Linux for a soffice.com under Wine, which waits for the file named first.
# Paths such as C:\x, and addresses such as file:///C:/x, become those of Linux.
unset TMP TEMP TMPDIR # Windows' own
of_linux() { local path=${1//\\//}; echo "$WINEPREFIX/dosdevices/${path,}"; }
done=$(of_linux "$1")
shift
words=()
for word in "$@"; do
    case $word in
        [A-Z]:\\*) word=$(of_linux "$word") ;;
        *file:///[A-Z]:/*) word=${word%%file:///*}file://$(of_linux "${word#*file:///}") ;;
    esac
    words+=("$word")
done
soffice "${words[@]}"
code=$?
printf '%d.' $code >"$done"
