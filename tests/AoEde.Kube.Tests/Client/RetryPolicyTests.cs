using System.Net.Sockets;
using System.Security.Authentication;
using AoEde.Kube.Client;
using AoEde.Kube.Client.Transport;

namespace AoEde.Kube.Tests.Client;

public sealed class RetryPolicyTests
{
    private static readonly TimeSpan Backoff = TimeSpan.FromSeconds(2);

    [Theory]
    [InlineData(429, null, 2, null)]
    [InlineData(429, 7, 7, 7)]
    [InlineData(429, 0, 2, 2)]
    [InlineData(429, 61, null, null)]
    [InlineData(503, null, 2, null)]
    [InlineData(503, 3, 3, 3)]
    [InlineData(504, null, 2, null)]
    [InlineData(504, 3, 3, null)]
    [InlineData(500, null, null, null)]
    [InlineData(500, 1, 2, null)]
    [InlineData(400, 1, null, null)]
    [InlineData(401, null, null, null)]
    [InlineData(403, null, null, null)]
    [InlineData(404, null, null, null)]
    [InlineData(409, 1, null, null)]
    [InlineData(410, null, null, null)]
    [InlineData(422, null, null, null)]
    public void Answer_WithAndWithoutRetryAfter_IsTriedAgainOrNot(int code, int? after, int? readWaits, int? writeWaits)
    {
        var answer = new KubernetesException(new() { Code = code, Details = after is null ? null : new() { RetryAfterSeconds = after } });

        RetryPolicy.Wait(reads: true, answer, Backoff)?.TotalSeconds.ShouldBe(readWaits!.Value);
        RetryPolicy.Wait(reads: true, answer, Backoff).HasValue.ShouldBe(readWaits.HasValue);
        RetryPolicy.Wait(reads: false, answer, Backoff)?.TotalSeconds.ShouldBe(writeWaits!.Value);
        RetryPolicy.Wait(reads: false, answer, Backoff).HasValue.ShouldBe(writeWaits.HasValue);
    }

    public static TheoryData<string, Exception, bool, bool> Failures => new()
    {
        { "refused", new HttpRequestException(HttpRequestError.ConnectionError, "", new SocketException((int)SocketError.ConnectionRefused)), true, true },
        { "no such name", new HttpRequestException(HttpRequestError.NameResolutionError), true, true },
        { "answer cut off", new HttpRequestException(HttpRequestError.ResponseEnded), true, false },
        { "protocol", new HttpRequestException(HttpRequestError.HttpProtocolError), true, false },
        { "handshake cut off", new HttpRequestException(HttpRequestError.SecureConnectionError, "", new IOException()), true, true },
        { "certificate refused", new HttpRequestException(HttpRequestError.SecureConnectionError, "", new AuthenticationException()), false, false },
        { "body cut off", new IOException(), true, false },
        { "too late", new TimeoutException(), false, false },
        { "given up", new OperationCanceledException(), false, false },
        { "not JSON", new System.Text.Json.JsonException(), false, false },
        { "no credentials", new Kube.Config.KubeConfigException("x"), false, false },
    };

    [Theory, MemberData(nameof(Failures))]
    public void Failure_OnTheWay_IsTriedAgainWhereItCanHaveDoneNothing(string name, Exception failure, bool reading, bool writing)
    {
        RetryPolicy.Wait(reads: true, failure, Backoff).HasValue.ShouldBe(reading, name);
        RetryPolicy.Wait(reads: false, failure, Backoff).HasValue.ShouldBe(writing, name);
    }
}
