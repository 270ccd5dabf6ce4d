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

function run([string] $program) {
    & $program @args
    if ($LASTEXITCODE -ne 0) {
        throw "$program $args ended with exit code $LASTEXITCODE."
    }
}

# The machine's own sources, asked for source packages; neither they nor its lists of packages are changed.
function aptSource {
    run mkdir --parents "$work/apt/sources" "$work/apt/lists/partial" "$work/apt/cache/archives/partial"
    foreach ($file in [IO.Directory]::GetFiles('/etc/apt', 'sources.list') + [IO.Directory]::GetFiles('/etc/apt/sources.list.d')) {
        $text = [IO.File]::ReadAllText($file) -replace '(?m)^Types:.*$', 'Types: deb-src' -replace '(?m)^deb\s', 'deb-src '
        $name = [IO.Path]::GetFileName($file) -replace '^sources\.list$', 'main.list'
        [IO.File]::WriteAllText("$work/apt/sources/$name", $text)
    }

    $options = @(
        'Dir::Etc::SourceList=/dev/null', "Dir::Etc::SourceParts=$work/apt/sources", "Dir::State::Lists=$work/apt/lists",
        "Dir::Cache=$work/apt/cache", 'APT::Sandbox::User=root', 'Acquire::Retries=3'
    ) | ForEach-Object { '-o', $_ }
    run apt-get @options -qq update
    run env "--chdir=$work" apt-get @options -qq source kubernetes
}

function build {
    'Fetching the source of Kubernetes.'
    aptSource
    run mkdir --parents ([IO.Path]::GetDirectoryName($source))
    run mv @([IO.Directory]::GetDirectories($work, 'kubernetes-*')) $source

    # The one that comes along crashes the API server when it is built with Go 1.18 or later.
    run rm -r "$source/vendor/$reflect"
    run cp -r "/usr/share/gocode/src/$reflect" "$source/vendor/$reflect"
    run find "$source/vendor/$reflect" -name '*_test.go' -delete

    "Building $($servers -join ', '). This takes about ten minutes, once."
    $programs = "/usr/lib/go/bin:$([Environment]::GetEnvironmentVariable('PATH'))"
    $variables = "PATH=$programs", "HOME=$work/home", "GOPATH=$gopath", 'GO111MODULE=off', 'CGO_ENABLED=0'
    run nice env "--chdir=$source" @variables make "WHAT=$(($servers | ForEach-Object { "cmd/$_" }) -join ' ')"

    run mkdir "$work/out"
    foreach ($server in $servers) {
        run mv "$source/_output/bin/$server" "$work/out"
        if ((& "$work/out/$server" --version) -ne 'Kubernetes v1.20.2') {
            throw "What was built is not $server 1.20.2. Is this Debian 12?"
        }
    }

    run mv -T "$work/out" $Path
    "They are in '$Path'."
}

# Held while building, by however many builds there are, and free when its holder ends, however it ends.
function lock {
    while ($true) {
        try {
            return [IO.File]::Open("$Path.lock", 'OpenOrCreate', 'ReadWrite', 'None')
        }
        catch [IO.IOException] {
            [Threading.Thread]::Sleep(1000)
        }
    }
}

run mkdir --parents ([IO.Path]::GetDirectoryName($Path))
$lock = lock
try {
    if (-not [IO.Directory]::Exists($Path)) {
        run rm -rf $work
        build
    }
}
finally {
    run rm -rf $work
    $lock.Dispose()
}
