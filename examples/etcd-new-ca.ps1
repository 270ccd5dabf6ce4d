<#
.SYNOPSIS
From nothing to everything Calico needs on etcd: a new certificate authority, certificates for Calico and for each etcd member, the
Secret, and the manifest configured for the cluster.
.PARAMETER Path
The folder to write to.
.PARAMETER Version
The Calico release.
.PARAMETER EtcdMember
The etcd members: a name for each, and the names and addresses it is reached at.
.PARAMETER PodCidr
The cluster's pod range.
.PARAMETER Force
Signs again with the authority found in the folder and overwrites what is there.
#>
[CmdletBinding()]
param(
    [string] $Path = './calico',
    [string] $Version = 'v3.21.2',
    [System.Collections.IDictionary] $EtcdMember = [ordered]@{ etcd1 = '192.168.10.73'; etcd2 = '192.168.10.74'; etcd3 = '192.168.10.75' },
    [string] $PodCidr = '10.244.0.0/16',
    [switch] $Force
)

$ErrorActionPreference = 'Stop'

if (-not (Get-Module CalicoTools)) {
    Import-Module (Join-Path $PSScriptRoot ../CalicoTools.psd1)
}

# The first name or address of each member is the one Calico uses; an IPv6 address stands in brackets in a URL.
$hosts = @($EtcdMember.Values | ForEach-Object { @($_)[0] })
$endpoints = $hosts | ForEach-Object { if ($_.Contains(':')) { "https://[$_]:2379" } else { "https://${_}:2379" } }

New-CalicoCerts -Path $Path/pki -EtcdHost $EtcdMember -Organization Example -Force:$Force

Get-CalicoCerts -LiteralPath $Path/pki | New-CalicoEtcdSecret | Export-CalicoManifest -Path $Path/calico-etcd-secrets.yaml -Force:$Force

New-CalicoManifest -Version $Version -Datastore Etcd |
    Set-CalicoManifest -EtcdEndpoint $endpoints -EtcdCertificate $Path/pki -PodCidr $PodCidr -IPAutodetectionMethod "can-reach=$($hosts[0])" |
    Export-CalicoManifest -Path $Path/calico-etcd.yaml -Force:$Force

"`nWritten to ${Path}: the certificates in pki, the Secret in calico-etcd-secrets.yaml, and all of Calico, the Secret included, in calico-etcd.yaml."
