namespace CalicoTools.Certificates.Cfssl;

/// <summary>The profiles in cfssl's JSON configuration.</summary>
public static class CfsslProfiles
{
    /// <summary>Lists the profiles of a file.</summary>
    /// <param name="file">The file.</param>
    /// <returns>Their names; none when the file cannot be read.</returns>
    public static IEnumerable<string> Names(string file)
    {
        try
        {
            return CfsslObject.Load(file, CancellationToken.None).Object("signing")?.Object("profiles")?.Names ?? [];
        }
        catch (CertificateException)
        {
            return [];
        }
    }
}
