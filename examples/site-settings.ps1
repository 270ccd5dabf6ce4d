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

$settings = Import-PowerShellDataFile $SettingsPath

New-CalicoManifest -Version $Version -Datastore Etcd |
    Set-CalicoManifest @settings |
    Export-CalicoManifest -Path $Path -Force:$Force
