using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Security.KeyVault.Secrets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Coupler.Conformance.KeyVault;

/// <summary>
/// A vault on loopback, over https, that asks who is there as the real one does. The real client reaches it under the real name,
/// so that it checks the challenge as in production.
/// </summary>
internal sealed class Vault : IAsyncDisposable
{
    private const string Host = "quantum-tests.vault.azure.net";

    private readonly ConcurrentDictionary<string, (string Value, long Updated)> secrets = new();
    private readonly X509Certificate2 certificate = NewCertificate();
    private readonly WebApplication app;
    private readonly HttpClient http;
    private int port;

    private Vault()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration().ConfigureKestrel(
            kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(certificate)));
        app = builder.Build();
        app.Run(AnswerAsync);
        http = new HttpClient(new SocketsHttpHandler
        {
            ConnectCallback = ConnectAsync,
            SslOptions = new SslClientAuthenticationOptions
            {
                RemoteCertificateValidationCallback =
                    (_, shown, _, _) => shown?.GetCertHashString() == certificate.GetCertHashString(),
            },
        });
    }

    public SecretClient Client => new(
        new Uri($"https://{Host}"),
        new Identity(),
        new SecretClientOptions { Transport = new HttpClientTransport(http), Retry = { MaxRetries = 0 } });

    /// <summary>How often a secret's value was read.</summary>
    public int Reads { get; private set; }

    public bool IsAway { get; set; }

    /// <summary>How many secrets it still gives before it is away; null for all.</summary>
    public int? ReadsUntilAway { get; set; }

    public static async Task<Vault> StartAsync(CancellationToken cancellationToken)
    {
        var vault = new Vault();
        await vault.app.StartAsync(cancellationToken);
        vault.port = new Uri(vault.app.Urls.Single()).Port;
        return vault;
    }

    public void Set(string name, string value) =>
        secrets.AddOrUpdate(name, (value, 1), (_, old) => (value, old.Updated + 1));

    public void Remove(string name) => secrets.TryRemove(name, out _);

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await app.DisposeAsync();
        certificate.Dispose();
    }

    private static X509Certificate2 NewCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={Host}", key, HashAlgorithmName.SHA256);
        using var made = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(200));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), password: null);
    }

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, port, cancellationToken);
        return new NetworkStream(socket, ownsSocket: true);
    }

    private async Task AnswerAsync(HttpContext context)
    {
        if (IsAway || (ReadsUntilAway == 0 && context.Request.Path != "/secrets" && context.Request.Path != "/secrets/"))
        {
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return;
        }

        if (context.Request.Headers.Authorization != $"Bearer {Identity.Token}")
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            context.Response.Headers.WWWAuthenticate =
                "Bearer authorization=\"https://login.microsoftonline.com/tenant\", resource=\"https://vault.azure.net\"";
            return;
        }

        var path = context.Request.Path.Value!.Split('/', StringSplitOptions.RemoveEmptyEntries);
        await context.Response.WriteAsJsonAsync(path is ["secrets"] ? List() : Secret(path[1]));
    }

    private object List() => new { value = secrets.Select(pair => Properties(pair.Key, pair.Value.Updated)).ToArray() };

    private object Secret(string name)
    {
        Reads++;
        ReadsUntilAway--;
        var (value, updated) = secrets[name];
        return new { value, id = Id(name), attributes = new { enabled = true, created = 1, updated } };
    }

    private static object Properties(string name, long updated) =>
        new { id = Id(name), attributes = new { enabled = true, created = 1, updated } };

    private static string Id(string name) => $"https://{Host}/secrets/{name}";

    private sealed class Identity : TokenCredential
    {
        public const string Token = "a-token-of-nobody";

        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            new(Token, DateTimeOffset.MaxValue);

        public override ValueTask<AccessToken> GetTokenAsync(
            TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            new(GetToken(requestContext, cancellationToken));
    }
}
