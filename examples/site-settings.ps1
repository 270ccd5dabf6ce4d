<#
.SYNOPSIS
Keeps a site's settings in a file of their own and applies them to any release.
.PARAMETER SettingsPath
The settings, a PowerShell data file.
.PARAMETER Version
The Calico release.
.PARAMETER Path
The file to write.
.PARAMETER Force
Overwrites it.
#>
[CmdletBinding()]
param(
    [string] $SettingsPath = "$PSScriptRoot/site.psd1",
    [string] $Version = 'v3.32.1',
    [string] $Path = './calico-etcd.yaml',
    [switch] $Force
)

$ErrorActionPreference = 'Stop'

if (-not (Get-Module CalicoTools)) {
    Import-Module (Join-Path $PSScriptRoot ../CalicoTools.psd1)
}

# Import-PowerShellDataFile $SettingsPath, for sessions without Microsoft.PowerShell.Utility.
$file = [System.Management.Automation.Language.Parser]::ParseFile($PSCmdlet.GetUnresolvedProviderPathFromPSPath($SettingsPath), [ref] $null, [ref] $null)
$settings = $file.Find({ $args[0] -is [System.Management.Automation.Language.HashtableAst] }, $false).SafeGetValue()

New-CalicoManifest -Version $Version -Datastore Etcd |
    Set-CalicoManifest @settings |
    Export-CalicoManifest -Path $Path -Force:$Force
