using Xunit;

namespace AoEde.ClusterTesting;

/// <summary>
/// A collection fixture with an API server of its own. Where none can run, the tests that ask for it are skipped with
/// the reason; a test is a <c>[SkippableFact]</c> for that. A request that config/rbac forbids fails the collection in the end.
/// </summary>
public class ApiServerFixture : IAsyncLifetime
{
    private ApiServer? _server;

    /// <summary>The server.</summary>
    public ApiServer Server
    {
        get
        {
            Skip.IfNot(ClusterTools.ApiServer.IsMet, ClusterTools.ApiServer.Reason);
            return _server!;
        }
    }

    /// <summary>What the server is to be like.</summary>
    protected virtual ApiServerOptions Options => new();

    public virtual async Task InitializeAsync()
    {
        if (ClusterTools.ApiServer.IsMet)
            _server = await ApiServer.StartNewAsync(Options);
    }

    public virtual async Task DisposeAsync()
    {
        if (_server is null)
            return;
        await using (_server)
            _server.ExpectNothingForbidden();
    }
}
