@{
    RootModule           = 'CalicoTools.psm1'
    ModuleVersion        = '0.1.0'
    GUID                 = '5f0d2b2e-6c0e-4f0b-9d0a-6f2f4f7c1e55'
    Author               = 'CalicoTools contributors'
    Copyright            = '(c) CalicoTools contributors'
    Description          = 'From nothing to a working, understood Calico network: certificates, the etcd Secret, configured manifests.'
    PowerShellVersion    = '7.6'
    CompatiblePSEditions = @('Core')
    FormatsToProcess     = @('views/CalicoTools.Format.ps1xml')
    TypesToProcess       = @('views/CalicoTools.Types.ps1xml')
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
            Tags         = @('Calico', 'Kubernetes', 'etcd', 'CNI', 'X.509')
            ReleaseNotes = 'What changed is in CHANGELOG.md, which comes with the module.'
        }
    }
}
