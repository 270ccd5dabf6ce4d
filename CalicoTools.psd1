@{
    RootModule           = 'out/CalicoTools/bin/CalicoTools.dll'
    ModuleVersion        = '0.1.0'
    GUID                 = '5f0d2b2e-6c0e-4f0b-9d0a-6f2f4f7c1e55'
    Author               = 'CalicoTools contributors'
    Description          = 'From nothing to a working, understood Calico network: certificates, the etcd Secret, configured manifests.'
    PowerShellVersion    = '7.6'
    CompatiblePSEditions = @('Core')
    ScriptsToProcess     = @('src/CalicoTools/Loading/RequireBuild.ps1')
    FormatsToProcess     = @('src/CalicoTools/CalicoTools.Format.ps1xml')
    TypesToProcess       = @('src/CalicoTools/CalicoTools.Types.ps1xml')
    CmdletsToExport      = @(
        'Compare-CalicoManifest',
        'ConvertTo-CalicoYaml',
        'Export-CalicoCerts',
        'Export-CalicoManifest',
        'Get-CalicoCerts',
        'Get-CalicoRelease',
        'Import-CalicoManifest',
        'Install-Calico',
        'New-CalicoCerts',
        'New-CalicoEtcdSecret',
        'New-CalicoManifest',
        'Set-CalicoManifest',
        'Test-CalicoCerts',
        'Test-CalicoManifest',
        'Uninstall-Calico',
        'Update-Calico'
    )
    FunctionsToExport    = @()
    AliasesToExport      = @()
    VariablesToExport    = @()
    PrivateData          = @{
        PSData = @{
            Tags = @('Calico', 'Kubernetes', 'etcd', 'CNI', 'X.509')
        }
    }
}
