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
    [hashtable] $EtcdMember = @{ etcd1 = '192.168.10.73'; etcd2 = '192.168.10.74'; etcd3 = '192.168.10.75' },
    [string] $PodCidr = '10.244.0.0/16',
    [switch] $Force
)

$ErrorActionPreference = 'Stop'
$endpoints = $EtcdMember.Values | ForEach-Object { "https://$(@($_)[0]):2379" }

New-CalicoCerts -Path $Path/pki -EtcdHost $EtcdMember -Organization Example -Force:$Force

Get-CalicoCerts $Path/pki | New-CalicoEtcdSecret | Export-CalicoManifest -Path $Path/calico-etcd-secrets.yaml -Force:$Force

New-CalicoManifest -Version $Version -Datastore Etcd |
    Set-CalicoManifest -EtcdEndpoint $endpoints -EtcdCertificate $Path/pki -PodCidr $PodCidr -IPAutodetectionMethod "can-reach=$(@($EtcdMember.etcd1)[0])" |
    Export-CalicoManifest -Path $Path/calico-etcd.yaml -Force:$Force

"`nWritten to ${Path}: the certificates in pki, the Secret in calico-etcd-secrets.yaml, and all of Calico, the Secret included, in calico-etcd.yaml."
