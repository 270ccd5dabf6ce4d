<#
.SYNOPSIS
Calico on an etcd that already has a certificate authority. The manifest holds no key and can go into a repository; the Secret goes to
the cluster by itself.
.PARAMETER CAPath
The certificate authority etcd trusts.
.PARAMETER CAKeyPath
Its key.
.PARAMETER EtcdEndpoint
The client URLs of the etcd members.
.PARAMETER Path
The folder to write to.
.PARAMETER Version
The Calico release.
.PARAMETER Force
Overwrites what is there.
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory)]
    [string] $CAPath,

    [Parameter(Mandatory)]
    [string] $CAKeyPath,

    [string[]] $EtcdEndpoint = @('https://192.168.10.73:2379', 'https://192.168.10.74:2379'),
    [string] $Path = './calico',
    [string] $Version = 'v3.21.2',
    [switch] $Force
)

$ErrorActionPreference = 'Stop'

if (-not (Get-Module CalicoTools)) {
    Import-Module (Join-Path $PSScriptRoot ../CalicoTools.psd1)
}

# The authority's key stays where it is; the folder gets the certificate only.
$certificates = New-CalicoCerts -Path $Path/pki -CAPath $CAPath -CAKeyPath $CAKeyPath -ValidFor 365d -Force:$Force
$certificates

$certificates | New-CalicoEtcdSecret | Export-CalicoManifest -Path $Path/calico-etcd-secrets.yaml -Force:$Force

New-CalicoManifest -Version $Version -Datastore Etcd |
    Set-CalicoManifest -EtcdEndpoint $EtcdEndpoint -ExternalEtcdSecret -PodCidr 10.244.0.0/16 |
    Export-CalicoManifest -Path $Path/calico-etcd.yaml -Force:$Force

"`nCommit $Path/calico-etcd.yaml. Keep $Path/pki and $Path/calico-etcd-secrets.yaml to yourself, and apply the Secret first."
