<#
.SYNOPSIS
Builds kube-apiserver, kube-controller-manager and kube-scheduler 1.20.2 from Debian 12's source package.
.DESCRIPTION
Takes about ten minutes and 2.5 GB of disk, once. The packages it needs are in Install-TestPrograms.ps1, which calls it.
.PARAMETER Path
The folder the three are in afterwards: all of them or, when it fails, none.
#>
param([string] $Path)

$ErrorActionPreference = 'Stop'

$servers = 'kube-apiserver', 'kube-controller-manager', 'kube-scheduler'
$work = "$Path.part"
$gopath = "$work/go"
$source = "$gopath/src/k8s.io/kubernetes"
$reflect = 'github.com/modern-go/reflect2'

function Invoke-Program([string] $Program) {
    & $Program @args
    if ($LASTEXITCODE -ne 0) {
        throw "$Program $args ended with exit code $LASTEXITCODE."
    }
}

# The machine's own sources, asked for source packages; neither they nor its lists of packages are changed.
function Get-KubernetesSource {
    Invoke-Program mkdir --parents "$work/apt/sources" "$work/apt/lists/partial" "$work/apt/cache/archives/partial"
    foreach ($file in Get-ChildItem /etc/apt/sources.list, /etc/apt/sources.list.d -File -ErrorAction Ignore) {
        $text = (Get-Content $file -Raw) -replace '(?m)^Types:.*$', 'Types: deb-src' -replace '(?m)^deb\s', 'deb-src '
        $name = $file.Name -replace '^sources\.list$', 'main.list'
        Set-Content "$work/apt/sources/$name" $text
    }

    $options = @(
        'Dir::Etc::SourceList=/dev/null', "Dir::Etc::SourceParts=$work/apt/sources", "Dir::State::Lists=$work/apt/lists",
        "Dir::Cache=$work/apt/cache", 'APT::Sandbox::User=root', 'Acquire::Retries=3'
    ) | ForEach-Object { '-o', $_ }
    Invoke-Program apt-get @options -qq update
    Invoke-Program env "--chdir=$work" apt-get @options -qq source kubernetes
}

function Build-Server {
    'Fetching the source of Kubernetes.'
    Get-KubernetesSource
    Invoke-Program mkdir --parents (Split-Path $source)
    Invoke-Program mv (Get-ChildItem $work/kubernetes-* -Directory).FullName $source

    # The one that comes along crashes the API server when it is built with Go 1.18 or later.
    Invoke-Program rm -r "$source/vendor/$reflect"
    Invoke-Program cp -r "/usr/share/gocode/src/$reflect" "$source/vendor/$reflect"
    Invoke-Program find "$source/vendor/$reflect" -name '*_test.go' -delete

    "Building $($servers -join ', '). This takes about ten minutes, once."
    $programs = "/usr/lib/go/bin:$env:PATH"
    $variables = "PATH=$programs", "HOME=$work/home", "GOPATH=$gopath", 'GO111MODULE=off', 'CGO_ENABLED=0'
    Invoke-Program nice env "--chdir=$source" @variables make "WHAT=$(($servers | ForEach-Object { "cmd/$_" }) -join ' ')"

    Invoke-Program mkdir "$work/out"
    foreach ($server in $servers) {
        Invoke-Program mv "$source/_output/bin/$server" "$work/out"
        if ((& "$work/out/$server" --version) -ne 'Kubernetes v1.20.2') {
            throw "What was built is not $server 1.20.2. Is this Debian 12?"
        }
    }

    Invoke-Program mv -T "$work/out" $Path
    "They are in '$Path'."
}

# Held while building, by however many builds there are, and free when its holder ends, however it ends.
function Lock-Folder {
    while ($true) {
        try {
            return [IO.File]::Open("$Path.lock", 'OpenOrCreate', 'ReadWrite', 'None')
        }
        catch [IO.IOException] {
            Start-Sleep 1
        }
    }
}

Invoke-Program mkdir --parents (Split-Path $Path)
$lock = Lock-Folder
try {
    if (-not (Test-Path $Path)) {
        Invoke-Program rm -rf $work
        Build-Server
    }
}
finally {
    Invoke-Program rm -rf $work
    $lock.Dispose()
}
