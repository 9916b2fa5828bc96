using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using AoEde.Kube.Auth;
using AoEde.Kube.Extensions;
using Microsoft.Extensions.Logging;

namespace AoEde.Kube.Client.Transport;

/// <summary>Sends requests: not too many at once, with credentials, and again when that helps.</summary>
internal sealed class KubernetesTransport : IDisposable
{
    private readonly KubernetesClientConfiguration _configuration;
    private readonly string _userAgent;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly RequestThrottle _throttle;
    private readonly ICredentialSource _credentials;
    private readonly ServerTrust _trust;
    private readonly HandlerPool _handlers;
    private readonly Backoff _backoff = RetryPolicy.Waits();
    private readonly string _root;

    /// <summary>Connects to nothing yet.</summary>
    public KubernetesTransport(KubernetesClientConfiguration configuration, string userAgent, TimeProvider time, ILogger logger)
    {
        _configuration = configuration;
        _userAgent = userAgent;
        _time = time;
        _logger = logger;
        _throttle = new(configuration.RequestsPerSecond, configuration.RequestBurst, time);
        _credentials = CredentialSources.Of(configuration, time, logger);
        _trust = new(configuration, time, logger);
        _handlers = new(configuration, _trust);
        _root = configuration.Host.AbsoluteUri.TrimEnd('/');
    }

    /// <summary>Sends a request and reads the whole answer, all within the time that an answer may take; each try anew.</summary>
    /// <exception cref="TimeoutException">It took too long. Whether a change was made is not known.</exception>
    public Task<T> SendAsync<T>(
        KubernetesRequest request, Func<Stream, CancellationToken, ValueTask<T>> read, CancellationToken cancellationToken) =>
        RetryAsync(request, token => WithinAsync(request, async within =>
        {
            using var response = await AnswerAsync(request, within);
            await using var stream = await response.Content.ReadAsStreamAsync(within);
            return await read(stream, within);
        }, token), cancellationToken);

    /// <summary>Sends a request whose answer goes on; only its beginning has to come in time.</summary>
    public Task<HttpResponseMessage> OpenAsync(KubernetesRequest request, CancellationToken cancellationToken) =>
        RetryAsync(request, token => WithinAsync(request, within => AnswerAsync(request, within), token), cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => _handlers.Dispose();

    private async Task<T> RetryAsync<T>(KubernetesRequest request, Func<CancellationToken, Task<T>> once, CancellationToken cancellationToken)
    {
        using var activity = ClientMetrics.Activities.StartActivity($"kube {request.Verb} {request.Kind}", ActivityKind.Client);
        for (var failures = 0; ; failures++)
        {
            try
            {
                if (!request.Urgent)
                    await _throttle.WaitAsync(cancellationToken);
                return await once(cancellationToken);
            }
            catch (Exception failure) when (failures < RetryPolicy.MostRetries && !cancellationToken.IsCancellationRequested
                && RetryPolicy.Wait(request.Reads, failure, _backoff.After(failures + 1)) is { } wait)
            {
                ClientLog.Retry(_logger, request.ToString(), wait.TotalSeconds, failure.Message);
                await Task.Delay(wait, _time, cancellationToken);
            }
        }
    }

    private async Task<T> WithinAsync<T>(KubernetesRequest request, Func<CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(_configuration.RequestTimeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        try
        {
            return await work(either.Token);
        }
        catch (OperationCanceledException slip) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"{request}: {_configuration.Host} did not answer within {_configuration.RequestTimeout.TotalSeconds} s", slip);
        }
    }

    /// <summary>An answer that is a success, after one more try if the credentials were refused and others may be had.</summary>
    private async Task<HttpResponseMessage> AnswerAsync(KubernetesRequest request, CancellationToken cancellationToken)
    {
        for (var again = true; ; again = false)
        {
            var credential = await _credentials.GetAsync(cancellationToken);
            var response = await TryAsync(request, credential, cancellationToken);
            if (response.IsSuccessStatusCode)
                return response;
            using (response)
            {
                if (response.StatusCode == HttpStatusCode.Unauthorized && _credentials.Refused(credential) && again)
                    ClientLog.RefusedOnce(_logger, request.ToString());
                else
                    throw await ErrorAnswer.ReadAsync(request, response, _time.GetUtcNow(), cancellationToken);
            }
        }
    }

    private async Task<HttpResponseMessage> TryAsync(KubernetesRequest request, Credential credential, CancellationToken cancellationToken)
    {
        using var message = Message(request, credential);
        var started = _time.GetTimestamp();
        int? code = null;
        try
        {
            var response = await _handlers.For(credential.Certificate).SendAsync(message, cancellationToken);
            code = (int)response.StatusCode;
            return response;
        }
        catch (HttpRequestException slip) when (slip.HttpRequestError == HttpRequestError.SecureConnectionError && _trust.LastRefusal is not null)
        {
            throw new HttpRequestException(HttpRequestError.SecureConnectionError, $"{_configuration.Host}: {_trust.LastRefusal}", slip.InnerException);
        }
        catch (SocketException slip)
        {
            // The handler lets this one through bare, when a connection is reset between being made and being used.
            throw new HttpRequestException(HttpRequestError.ConnectionError, $"{slip.Message} ({_configuration.Host.Authority})", slip);
        }
        finally
        {
            ClientMetrics.Count(request, code, _time.GetElapsedTime(started));
        }
    }

    private HttpRequestMessage Message(KubernetesRequest request, Credential credential)
    {
        var message = new HttpRequestMessage(request.Method, _root + request.Target)
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionOrLower,
        };
        if (request.Body is not null)
        {
            message.Content = new ByteArrayContent(request.Body);
            message.Content.Headers.ContentType = new(request.ContentType);
        }
        message.Headers.TryAddWithoutValidation("User-Agent", _userAgent);
        message.Headers.TryAddWithoutValidation("Accept", "application/json");
        message.Headers.Authorization = credential.Authorization;

        // The name that the certificate must have goes out as the host: that is where the handler takes it from.
        if (_configuration.TlsServerName is { } name)
            message.Headers.Host = name;
        ImpersonationHeaders.Add(message.Headers, _configuration.Credentials.Impersonate);
        return message;
    }
}
