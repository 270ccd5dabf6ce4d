<#
.SYNOPSIS
Installs the programs the tests compare CalicoTools with, and builds the control plane they try it on, where they are missing.
On Debian it does so itself; elsewhere it says what is needed.
#>
$ErrorActionPreference = 'Stop'

$packages = [ordered]@{
    openssl  = 'openssl'
    cfssl    = 'golang-cfssl'
    etcd     = 'etcd-server'
    etcdctl  = 'etcd-client'
    kubectl  = 'kubernetes-client'
    python3  = 'python3'
}

# What the control plane is built with.
$builders = [ordered]@{
    '/usr/lib/go/bin/go'                                 = 'golang-go'
    '/usr/share/gocode/src/github.com/modern-go/reflect2' = 'golang-github-modern-go-reflect2-dev'
    '/usr/bin/dpkg-source'                               = 'dpkg-dev'
    '/usr/bin/make'                                      = 'make'
    '/usr/bin/rsync'                                     = 'rsync'
    '/usr/bin/jq'                                        = 'jq'
}

function Test-Program([string] $Name) {
    [bool](Get-Command $Name -CommandType Application -ErrorAction Ignore)
}

function Test-Yaml {
    if (-not (Test-Program python3)) { return $false }
    & python3 -c 'import yaml' 2>$null
    $LASTEXITCODE -eq 0
}

# The tests look there, too.
function Get-ServerFolder {
    if ($env:KUBEBUILDER_ASSETS) { return $env:KUBEBUILDER_ASSETS }
    $cache = $env:XDG_CACHE_HOME ? $env:XDG_CACHE_HOME : (Join-Path $HOME .cache)
    Join-Path $cache calicotools kubernetes-1.20.2
}

function Test-Server([string] $Folder) {
    -not ('kube-apiserver', 'kube-controller-manager', 'kube-scheduler' |
        Where-Object { -not (Test-Path (Join-Path $Folder $_)) })
}

function Test-Debian12 {
    (Test-Path /etc/os-release) -and (Get-Content /etc/os-release -Raw) -match '(?m)^VERSION_CODENAME="?bookworm"?$'
}

function Install-DebianPackage([string[]] $Name) {
    $env:DEBIAN_FRONTEND = 'noninteractive'
    $isRoot = (& id -u) -eq '0'
    foreach ($step in @('update', '-qq'), (@('install', '-y', '-qq', '--no-install-recommends') + $Name)) {
        if ($isRoot) {
            & apt-get @step
        }
        else {
            & sudo apt-get @step
        }

        if ($LASTEXITCODE -ne 0) {
            throw "apt-get $step ended with exit code $LASTEXITCODE."
        }
    }
}

$missing = @($packages.Keys | Where-Object { -not (Test-Program $_) } | ForEach-Object { $packages[$_] })
if (-not (Test-Yaml)) {
    $missing += 'python3-yaml'
}

if ($missing.Count -gt 0 -and -not (Test-Program apt-get)) {
    throw ("The tests need openssl, cfssl, etcd with etcdctl, kubectl and python3 with PyYAML on the PATH. " +
        "On Debian they come from these packages, of which this machine lacks: $missing.")
}

$servers = Get-ServerFolder
$builds = -not (Test-Server $servers) -and -not $env:KUBEBUILDER_ASSETS -and (Test-Debian12)
if ($builds) {
    $missing += @($builders.Keys | Where-Object { -not (Test-Path $_) } |
        ForEach-Object { $builders[$_] })
}

if ($missing.Count -gt 0) {
    "Installing what the tests compare with and are built with: $missing"
    Install-DebianPackage $missing
}

if (-not (Test-Yaml)) {
    throw "The python3 on the PATH cannot import yaml. Install PyYAML for it, or put Debian's python3 first on the PATH."
}

if ($builds) {
    & (Join-Path $PSScriptRoot Build-ControlPlane.ps1) -Path $servers
}
elseif (-not (Test-Server $servers)) {
    $needed = "The tests on a Kubernetes control plane need kube-apiserver, kube-controller-manager and kube-scheduler in '$servers'. " +
        'Debian 12 builds them; elsewhere set KUBEBUILDER_ASSETS to a folder with all three, of one release.'
    if ($env:CI -eq 'true') {
        throw $needed
    }

    "$needed Without them these tests are not run."
}
