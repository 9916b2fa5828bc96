using System.Text.Json;
using AoEde.Ctl.Connections;
using AoEde.Kube.Client;
using AoEde.Kube.Config;

namespace AoEde.Ctl.Cluster;

/// <summary>Says for people what can go wrong on the way to a cluster.</summary>
internal static class ClusterErrors
{
    /// <summary>Does something with a cluster, and says what went wrong.</summary>
    /// <exception cref="CtlException">It did not work; the message has object, cause and remedy.</exception>
    public static async Task<T> ToldAsync<T>(KubernetesClient client, Func<Task<T>> ask)
    {
        try
        {
            return await ask();
        }
        catch (KubernetesException answer)
        {
            throw Of(client.BaseUri, answer);
        }
        catch (KubeConfigException problem)
        {
            throw new CtlException(problem.Message);
        }
        catch (HttpRequestException problem)
        {
            throw new CtlException($"{client.BaseUri}: the API server does not answer ({(problem.InnerException ?? problem).Message}); see that 'kubectl version' works");
        }
        catch (TimeoutException problem)
        {
            throw new CtlException($"{client.BaseUri}: {problem.Message}");
        }
        catch (JsonException problem)
        {
            throw new CtlException($"{client.BaseUri} answers, but with objects of another version ({problem.Message}); use the aoectl that came with the operator");
        }
    }

    private static CtlException Of(Uri server, KubernetesException answer) => answer.Status.Code switch
    {
        // A list of a kind that the server has is never missing.
        404 when answer.Status.Details?.Name is null => new CtlException($"{server} has no AoEde: its definitions are not installed (kubectl apply -f config/crds)"),
        401 => new CtlException($"{server} does not know who asks ({answer.Message}); the kubeconfig's credentials are out of date"),
        403 => new Refusal("Forbidden", $"{answer.Message} (ask for a role that allows it)"),
        _ => new Refusal(answer.Status.Reason ?? "Unknown", answer.Message),
    };
}
