<#
.SYNOPSIS
Configures an official manifest for the Kubernetes datastore. Only the lines that have to change do; comments stay.
.PARAMETER ManifestPath
The official calico.yaml of a release.
.PARAMETER Path
The file to write.
.PARAMETER Force
Overwrites it.
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory)]
    [string] $ManifestPath,

    [string] $Path = './calico.yaml',
    [switch] $Force
)

$ErrorActionPreference = 'Stop'

if (-not (Get-Module CalicoTools)) {
    Import-Module (Join-Path $PSScriptRoot ../CalicoTools.psd1)
}

$manifest = Import-CalicoManifest $ManifestPath |
    Set-CalicoManifest -PodCidr 10.244.0.0/16 -IPAutodetectionMethod 'interface=eth.*' -Encapsulation VxlanCrossSubnet -ImageRegistry registry.example.com

$manifest
$manifest | Test-CalicoManifest
$manifest | Export-CalicoManifest -Path $Path -Force:$Force
