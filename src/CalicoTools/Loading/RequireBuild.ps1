# Runs when the manifest of the checkout is imported; the staged module has none of it.
$module = [IO.Path]::GetFullPath([IO.Path]::Combine($PSScriptRoot, '../../../out/CalicoTools/bin/CalicoTools.dll'))
if (-not [IO.File]::Exists($module)) {
    throw "CalicoTools is not built yet: '$module' does not exist. Run 'dotnet build' at the top of the checkout, then import it again."
}
