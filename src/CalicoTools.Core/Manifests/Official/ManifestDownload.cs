using System.Net;
using CalicoTools.Input;

namespace CalicoTools.Manifests.Official;

/// <summary>Downloads a file over HTTP: through the system's proxy, following redirections, trying again what may heal.</summary>
internal static class ManifestDownload
{
    private const int BufferLength = 64 * 1024;

    private static readonly TimeSpan[] s_pauses = [TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(1.5)];

    /// <summary>Downloads a file.</summary>
    /// <param name="address">Its address.</param>
    /// <param name="what">What it is, for messages.</param>
    /// <param name="timeout">How long it may take, tries included.</param>
    /// <param name="log">Told of what is done.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>All of its content, at least one byte.</returns>
    /// <exception cref="ManifestException">It cannot be had.</exception>
    public static async Task<byte[]> ReadAsync(
        ManifestAddress address, string what, TimeSpan timeout, ICommandLog log, CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(timeout);
        try
        {
            using var client = CreateClient();
            for (var attempt = 0; ; attempt++)
            {
                log.Verbose($"Downloading {address}.");
                try
                {
                    return await ReadOnceAsync(client, address, what, log, patience.Token).ConfigureAwait(false);
                }
                catch (ManifestException error) when (attempt < s_pauses.Length && MayHeal(error))
                {
                    log.Verbose($"{error.Message} Trying again.");
                }

                await Task.Delay(s_pauses[attempt], patience.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException error) when (!cancellation.IsCancellationRequested)
        {
            throw OfficialErrors.TimedOut(address, timeout, error);
        }
    }

    private static HttpClient CreateClient()
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = true,
            MaxAutomaticRedirections = 5,
            DefaultProxyCredentials = CredentialCache.DefaultCredentials,
            UseCookies = false,
        };
        var client = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
        client.DefaultRequestHeaders.UserAgent.ParseAdd("CalicoTools");
        return client;
    }

    private static async Task<byte[]> ReadOnceAsync(
        HttpClient client, ManifestAddress address, string what, ICommandLog log, CancellationToken cancellation)
    {
        try
        {
            using var response = await client
                .GetAsync(address.Uri, HttpCompletionOption.ResponseHeadersRead, cancellation)
                .ConfigureAwait(false);
            return response.IsSuccessStatusCode
                ? await ReadBodyAsync(response.Content, address, what, log, cancellation).ConfigureAwait(false)
                : throw OfficialErrors.Status(address, response);
        }
        catch (UriFormatException error)
        {
            // The client's own, where a redirection leads to what it cannot read.
            throw OfficialErrors.RedirectedNowhere(address, error);
        }
        catch (HttpRequestException error)
        {
            throw OfficialErrors.Unreachable(address, error);
        }
        catch (IOException error)
        {
            throw OfficialErrors.Incomplete(address, error);
        }
    }

    private static async Task<byte[]> ReadBodyAsync(
        HttpContent body, ManifestAddress address, string what, ICommandLog log, CancellationToken cancellation)
    {
        var total = body.Headers.ContentLength;
        if (total > InputKind.Manifest.Limit)
        {
            throw OfficialErrors.TooLarge(address);
        }

        using var content = new MemoryStream();
        var stream = await body.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
        {
            var buffer = new byte[BufferLength];
            int count;
            while ((count = await stream.ReadAsync(buffer, cancellation).ConfigureAwait(false)) > 0)
            {
                content.Write(buffer, 0, count);
                if (content.Length > InputKind.Manifest.Limit)
                {
                    throw OfficialErrors.TooLarge(address);
                }

                if (total is > 0)
                {
                    log.Progress($"Downloading {what}", (int)content.Length, (int)total);
                }
            }
        }

        return content.Length > 0 ? content.ToArray() : throw OfficialErrors.Empty(address);
    }

    private static bool MayHeal(ManifestException error) =>
        error.ErrorId is OfficialErrors.IncompleteId or OfficialErrors.ServerFailedId;
}
