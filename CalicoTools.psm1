# An installed module has its library beside it; in a checkout it is where the build leaves it.
$library = 'bin/CalicoTools.dll'
$built = "out/CalicoTools/$library"
try {
    Import-Module "$PSScriptRoot/$library" -ErrorAction Stop
}
catch [System.IO.FileNotFoundException] {
    try {
        Import-Module "$PSScriptRoot/$built" -ErrorAction Stop
    }
    catch [System.IO.FileNotFoundException] {
        throw "CalicoTools is not built yet: '$PSScriptRoot/$built' does not exist. Run './build.ps1' or 'dotnet build' in '$PSScriptRoot', then import it again."
    }
}
