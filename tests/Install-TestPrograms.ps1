<#
.SYNOPSIS
Installs the programs the tests compare CalicoTools with, where they are missing. On Debian it does so itself; elsewhere it says what is needed.
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

function present([string] $program) {
    [bool](Get-Command $program -CommandType Application -ErrorAction Ignore)
}

function readsYaml {
    if (-not (present python3)) { return $false }
    & python3 -c 'import yaml' 2>$null
    $LASTEXITCODE -eq 0
}

$missing = @($packages.Keys | Where-Object { -not (present $_) } | ForEach-Object { $packages[$_] })
if (-not (readsYaml)) {
    $missing += 'python3-yaml'
}

if ($missing.Count -eq 0) {
    return
}

if (-not (present apt-get)) {
    throw ("The tests need openssl, cfssl, etcd with etcdctl, kubectl and python3 with PyYAML on the PATH. " +
        "On Debian they come from these packages, of which this machine lacks: $missing.")
}

"Installing what the tests compare with: $missing"
[Environment]::SetEnvironmentVariable('DEBIAN_FRONTEND', 'noninteractive')
$isRoot = (& id -u) -eq '0'
foreach ($step in @('update', '-qq'), (@('install', '-y', '-qq', '--no-install-recommends') + $missing)) {
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

if (-not (readsYaml)) {
    throw "The python3 on the PATH cannot import yaml. Install PyYAML for it, or put Debian's python3 first on the PATH."
}
