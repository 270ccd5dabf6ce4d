using Org.BouncyCastle.Security;

namespace CalicoTools.Certificates;

/// <summary>What BouncyCastle throws on input that is not the structure it was told to read.</summary>
internal static class Asn1Failure
{
    /// <summary>Whether an error is one of these; used as the filter of a catch directly at the decoding call.</summary>
    /// <param name="error">The error.</param>
    /// <returns>True when the input is at fault.</returns>
    public static bool Is(Exception error) =>
        error is IOException or ArgumentException or InvalidOperationException or InvalidCastException or FormatException
            or ArithmeticException or IndexOutOfRangeException or NotSupportedException or GeneralSecurityException;
}
