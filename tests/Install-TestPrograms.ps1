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

function present([string] $program) {
    [bool](Get-Command $program -CommandType Application -ErrorAction Ignore)
}

function variable([string] $name) {
    [Environment]::GetEnvironmentVariable($name)
}

function readsYaml {
    if (-not (present python3)) { return $false }
    & python3 -c 'import yaml' 2>$null
    $LASTEXITCODE -eq 0
}

# The tests look there, too.
function serverFolder {
    if (variable KUBEBUILDER_ASSETS) { return variable KUBEBUILDER_ASSETS }
    $cache = variable XDG_CACHE_HOME
    if (-not $cache) { $cache = [IO.Path]::Combine([Environment]::GetFolderPath('UserProfile'), '.cache') }
    [IO.Path]::Combine($cache, 'calicotools', 'kubernetes-1.20.2')
}

function hasServers([string] $folder) {
    -not ('kube-apiserver', 'kube-controller-manager', 'kube-scheduler' |
        Where-Object { -not [IO.File]::Exists([IO.Path]::Combine($folder, $_)) })
}

function isDebian12 {
    [IO.File]::Exists('/etc/os-release') -and [IO.File]::ReadAllText('/etc/os-release') -match '(?m)^VERSION_CODENAME="?bookworm"?$'
}

function install([string[]] $names) {
    [Environment]::SetEnvironmentVariable('DEBIAN_FRONTEND', 'noninteractive')
    $isRoot = (& id -u) -eq '0'
    foreach ($step in @('update', '-qq'), (@('install', '-y', '-qq', '--no-install-recommends') + $names)) {
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

$missing = @($packages.Keys | Where-Object { -not (present $_) } | ForEach-Object { $packages[$_] })
if (-not (readsYaml)) {
    $missing += 'python3-yaml'
}

if ($missing.Count -gt 0 -and -not (present apt-get)) {
    throw ("The tests need openssl, cfssl, etcd with etcdctl, kubectl and python3 with PyYAML on the PATH. " +
        "On Debian they come from these packages, of which this machine lacks: $missing.")
}

$servers = serverFolder
$builds = -not (hasServers $servers) -and -not (variable KUBEBUILDER_ASSETS) -and (isDebian12)
if ($builds) {
    $missing += @($builders.Keys | Where-Object { -not ([IO.File]::Exists($_) -or [IO.Directory]::Exists($_)) } |
        ForEach-Object { $builders[$_] })
}

if ($missing.Count -gt 0) {
    "Installing what the tests compare with and are built with: $missing"
    install $missing
}

if (-not (readsYaml)) {
    throw "The python3 on the PATH cannot import yaml. Install PyYAML for it, or put Debian's python3 first on the PATH."
}

if ($builds) {
    & ([IO.Path]::Combine($PSScriptRoot, 'Build-ControlPlane.ps1')) -Path $servers
}
elseif (-not (hasServers $servers)) {
    $needed = "The tests on a Kubernetes control plane need kube-apiserver, kube-controller-manager and kube-scheduler in '$servers'. " +
        'Debian 12 builds them; elsewhere set KUBEBUILDER_ASSETS to a folder with all three, of one release.'
    if ((variable CI) -eq 'true') {
        throw $needed
    }

    "$needed Without them these tests are not run."
}
