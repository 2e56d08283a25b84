# Penholder on a real Windows. NOBODY HAS EVER RUN THIS: it was written on Linux, from manuals. Whoever runs it first mends it,
# and then strikes these lines and what docs/windows.md says about it.
# For a runner with Windows 10 or 11, Python 3.11 to 3.13, LibreOffice, git with core.autocrlf=false, and the zip that
# .ci/wheelhouse has made on Linux.
# Usage: powershell -ExecutionPolicy Bypass -File .ci\windows.ps1 -Zip penholder-0.1.0-windows.zip [-Manifest manifest.json]
#   -Manifest   of the sample's draft, built on Linux with --no-pdf and SOURCE_DATE_EPOCH=1790000000, to compare with
param([Parameter(Mandatory)] [string] $Zip, [string] $Manifest = "")
$ErrorActionPreference = "Stop"
[Console]::OutputEncoding = [Text.Encoding]::UTF8
$wrong = @()

function Step([string] $what, [int[]] $codes, [scriptblock] $do) {
    $start = Get-Date
    $said = (& $do 2>&1 | Out-String)
    $seconds = [int]((Get-Date) - $start).TotalSeconds
    if ($codes -notcontains $LASTEXITCODE) { $script:wrong += "$what ended with $LASTEXITCODE"; Write-Host $said }
    Write-Host "$what`: $LASTEXITCODE, $seconds s"
    return $said
}
function Want([string] $what, [bool] $holds) { if (-not $holds) { $script:wrong += $what; Write-Host "WRONG: $what" } }

$work = Join-Path $env:TEMP "penholder tried"
Remove-Item $work -Recurse -Force -ErrorAction SilentlyContinue
Expand-Archive $Zip $work
Step "install" @(0) { cmd /c "`"$work\penholder\install.cmd`"" } | Out-Null
$command = "$env:LOCALAPPDATA\penholder\penholder.cmd"
$python = "$env:LOCALAPPDATA\penholder\program\Scripts\python.exe"

$doctor = Step "doctor" @(0) { & $command doctor }
Want "doctor finds LibreOffice" ($doctor -match "soffice\.com")
Want "doctor names no packages of Linux" (-not ($doctor -match "apt-get"))

# In a folder with blanks and an o with two dots, and once near the longest path that Excel takes.
$far = Join-Path $work ("x" * [Math]::Max(1, 170 - $work.Length - 1))
foreach ($root in @((Join-Path $work ("Sample C" + [char]0xF6 + "uncil")), $far)) {
    Step "new" @(0) { & $command new $root --sample } | Out-Null
    Step "check" @(0) { & $command check --workspace $root } | Out-Null
    Step "first draft" @(0) { & $command build --workspace $root } | Out-Null
    Step "second draft" @(0) { & $command build --workspace $root } | Out-Null
    Step "final" @(0) { & $command build --edition final --workspace $root } | Out-Null
    Step "verify" @(0) { & $command verify --workspace $root } | Out-Null
    Step "issue" @(0) { & $command signoff issue --workspace $root } | Out-Null
    Step "issue again" @(0) { & $command signoff issue --workspace $root } | Out-Null
    Step "receive" @(0, 6) { & $command signoff receive "$root\outputs\final\verification\equity.pdf" --workspace $root } | Out-Null
    Step "status" @(0) { & $command signoff status --workspace $root } | Out-Null
}

# What is written to a file is JSON in UTF-8.
cmd /c "`"$command`" check --all --format json --workspace `"$far`" > `"$work\check.json`""
$told = [IO.File]::ReadAllText("$work\check.json", [Text.UTF8Encoding]::new($false, $true)) | ConvertFrom-Json
Want "check tells findings as JSON" ($null -ne $told.findings)

# A workbook that Excel holds, and a PDF that Acrobat holds.
$held = [IO.File]::Open("$far\inputs\evidence.xlsx", "Open", "Read", "None")
$said = Step "check with a workbook that is open" @(3) { & $command check --workspace $far }
$held.Dispose()
Want "the open workbook is named" (($said -match "evidence\.xlsx") -and -not ($said -match "fault of its own"))
Add-Content "$far\inputs\council.yaml" "# later"
$held = [IO.File]::Open("$far\outputs\draft\report.pdf", "Open", "Read", "Read")
$said = Step "draft with its report open" @(0, 2) { & $command build --workspace $far }
$held.Dispose()
Want "the open report is named" (($said -match "report\.pdf") -and -not ($said -match "fault of its own"))

# What a killed build left, with the number of a program that lives.
$living = Start-Process notepad -PassThru
New-Item -ItemType Directory "$far\outputs\.draft.new-$($living.Id)" | Out-Null
Add-Content "$far\inputs\council.yaml" "# later still"
Step "build beside a leftover" @(0) { & $command build --no-pdf --workspace $far } | Out-Null
Want "the other program lives" (-not $living.HasExited)
Stop-Process $living

# LibreOffice ends with a penholder that is killed.
Add-Content "$far\inputs\council.yaml" "# at last"
$building = Start-Process $python -ArgumentList "-m engine build --workspace `"$far`"" -PassThru -WindowStyle Hidden
for ($i = 0; $i -lt 600 -and -not (Get-Process soffice.bin -ErrorAction SilentlyContinue); $i++) { Start-Sleep -Milliseconds 200 }
Want "LibreOffice was started" ($null -ne (Get-Process soffice.bin -ErrorAction SilentlyContinue))
Stop-Process $building -Force
Start-Sleep 10
Want "no LibreOffice outlives penholder" ($null -eq (Get-Process soffice.bin -ErrorAction SilentlyContinue))

# The same hashes as on Linux, but for documents with charts.
if ($Manifest) {
    $env:SOURCE_DATE_EPOCH = "1790000000"
    $root = Join-Path $work "compared"
    Step "new" @(0) { & $command new $root --sample } | Out-Null
    Step "build to compare" @(0) { & $command build --no-pdf --workspace $root } | Out-Null
    $ours = Get-Content "$root\outputs\draft\manifest.json" -Raw -Encoding UTF8 | ConvertFrom-Json
    $linux = Get-Content $Manifest -Raw -Encoding UTF8 | ConvertFrom-Json
    foreach ($file in $linux.outputs.PSObject.Properties.Name) {
        $differs = ($linux.outputs.$file.sha256 -ne $ours.outputs.$file.sha256)
        if ($differs -and $file -notmatch "^(report\.docx|briefs/)") { $wrong += "$file differs from the one of Linux" }
    }
}

if ($wrong) { Write-Host "`nWrong:"; $wrong | ForEach-Object { Write-Host "- $_" }; exit 1 }
Write-Host "`nAll of it holds."
