<#
.SYNOPSIS
Builds, tests or packages CalicoTools.
.DESCRIPTION
Runs under pwsh and, where there is none, under the project's own host:
    dotnet run --project src/CalicoTools.Host -- build.ps1 -Task Test
.PARAMETER Task
Build: the module in out/CalicoTools. Test: all tests; on Debian it first installs the programs they compare with. Where there is a
pwsh, what runs in the host is run again in it.
Package: a release build and its package in out; it fails where the module, which holds less of its packages than any other build, fails
a test that runs it, or where they grow beyond what a download may cost.
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

function run([string] $program) {
    "> $program $args"
    & $program @args
    if ($LASTEXITCODE -ne 0) {
        throw "$program ended with exit code $LASTEXITCODE."
    }
}

function at([string] $path) {
    [IO.Path]::Combine($PSScriptRoot, $path)
}

function limit([string] $what, [string[]] $files, [long] $most) {
    $bytes = 0
    foreach ($file in $files) {
        $bytes += [IO.FileInfo]::new($file).Length
    }
    $size = '{0}: {1:n2} MB of at most {2:n0} MB' -f $what, ($bytes / 1MB), ($most / 1MB)
    if ($bytes -gt $most) {
        throw "$size. Find out what made it grow."
    }
    $size
}

switch ($Task) {
    'Build' {
        run dotnet build (at CalicoTools.sln)
    }
    'Test' {
        & (at tests/Install-TestPrograms.ps1)
        run dotnet build (at CalicoTools.sln)
        [Environment]::SetEnvironmentVariable('CALICOTOOLS_LONG', $(if ($Long) { '1' } else { $null }))
        run dotnet test --solution (at CalicoTools.sln) --no-build --no-progress
        if (Get-Command pwsh -CommandType Application -ErrorAction Ignore) {
            [Environment]::SetEnvironmentVariable('CALICOTOOLS_SHELL', 'pwsh')
            run dotnet test --project (at tests/CalicoTools.Tests) --no-build --no-progress
        }
    }
    'AddRelease' {
        if (-not $Path) {
            throw 'Give the official manifests of the release with -Path.'
        }
        $provider = $null
        $files = @(foreach ($file in $Path) {
                $ExecutionContext.SessionState.Path.GetResolvedProviderPathFromPSPath($file, [ref] $provider)
            })
        $number = @(if ($Release) { $Release })
        run dotnet run --project (at src/CalicoTools.Releases) -- $PSScriptRoot $Date @number @files
    }
    'Package' {
        & (at tests/Install-TestPrograms.ps1)
        run dotnet build (at CalicoTools.sln) --configuration Release
        run dotnet test --project (at tests/CalicoTools.Tests) --configuration Release --no-build --no-progress
        run dotnet test --project (at tests/CalicoTools.Cluster.Tests) --configuration Release --no-build --no-progress `
            --filter-class *.ConnectionTests *.CommandTests *.SecuredEtcdTests *.UninstallTests
        run dotnet pack (at src/CalicoTools/CalicoTools.csproj) --configuration Release --no-build --output (at out)
        limit 'out/CalicoTools' ([IO.Directory]::GetFiles((at out/CalicoTools), '*', 'AllDirectories')) 20MB
        foreach ($package in [IO.Directory]::GetFiles((at out), 'CalicoTools.*.nupkg')) {
            limit "out/$([IO.Path]::GetFileName($package))" $package 8MB
        }
    }
}
