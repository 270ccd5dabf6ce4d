<#
.SYNOPSIS
Builds, tests or packages CalicoTools.
.DESCRIPTION
Without a pwsh of your own, the .NET SDK fetches the one this project pins:
    dotnet tool exec powershell --yes -- build.ps1 -Task Test
.PARAMETER Task
Build: the module in out/CalicoTools. Test: all tests; on Debian it first installs the programs they compare with.
Package: a release build and its package in out; it fails where the module fails a test that runs it, or where they grow beyond what a
download may cost.
AddRelease: adds a release of Calico to the sources of the built-in manifests.
.PARAMETER Path
With AddRelease: the release's official manifests (calico.yaml, calico-etcd.yaml and so on), or the folder they are in. Give all of them at
once. It says what is left to be done by hand; wrong files change nothing.
.PARAMETER Date
With AddRelease: the day the release was tagged, such as 2026-06-24; without it, today.
.PARAMETER Release
With AddRelease: the release, where its images name another.
.PARAMETER Long
With Test: also what takes too long for every change (more kills, more fuzzing).
#>
[CmdletBinding()]
param(
    [ValidateSet('Build', 'Test', 'Package', 'AddRelease')]
    [string] $Task = 'Build',

    [string[]] $Path,

    [string] $Date = [DateTime]::UtcNow.ToString('yyyy-MM-dd'),

    [ValidatePattern('^(v?\d+\.\d+\.\d+)?$', ErrorMessage = "'{0}' is no release such as v3.32.1.")]
    [string] $Release,

    [switch] $Long
)

$ErrorActionPreference = 'Stop'

$solution = Join-Path $PSScriptRoot CalicoTools.sln
$tests = Join-Path $PSScriptRoot tests
$out = Join-Path $PSScriptRoot out

function Invoke-Dotnet {
    "> dotnet $args"
    & dotnet @args
    if ($LASTEXITCODE -ne 0) {
        throw "dotnet $($args[0]) ended with exit code $LASTEXITCODE."
    }
}

function Assert-Size([string] $Path, [long] $Limit) {
    $bytes = (Get-ChildItem $Path -File -Recurse | Measure-Object Length -Sum).Sum
    $size = '{0}: {1:n2} MB of at most {2:n0} MB' -f (Resolve-Path $Path -Relative), ($bytes / 1MB), ($Limit / 1MB)
    if ($bytes -gt $Limit) {
        throw "$size. Find out what made it grow."
    }
    $size
}

switch ($Task) {
    'Build' {
        Invoke-Dotnet build $solution
    }
    'Test' {
        & (Join-Path $tests Install-TestPrograms.ps1)
        Invoke-Dotnet build $solution
        $env:CALICOTOOLS_LONG = if ($Long) { '1' } else { $null }
        Invoke-Dotnet test --solution $solution --no-build
    }
    'AddRelease' {
        if (-not $Path) {
            throw 'Give the official manifests of the release with -Path.'
        }
        $files = Convert-Path $Path
        $number = @(if ($Release) { $Release })
        Invoke-Dotnet run --project (Join-Path $PSScriptRoot src/CalicoTools.Releases) '--' $PSScriptRoot $Date @number @files
    }
    'Package' {
        & (Join-Path $tests Install-TestPrograms.ps1)
        Invoke-Dotnet build $solution --configuration Release
        Invoke-Dotnet test --project (Join-Path $tests CalicoTools.Tests) --configuration Release --no-build
        Invoke-Dotnet test --project (Join-Path $tests CalicoTools.Cluster.Tests) --configuration Release --no-build `
            --filter-class *.ConnectionTests *.CommandTests *.SecuredEtcdTests *.UninstallTests
        Invoke-Dotnet pack (Join-Path $PSScriptRoot src/CalicoTools) --configuration Release --no-build --output $out
        Assert-Size (Join-Path $out CalicoTools) 40MB
        Get-ChildItem (Join-Path $out CalicoTools.*.nupkg) | ForEach-Object { Assert-Size $_ 12MB }
    }
}
