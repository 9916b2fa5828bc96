namespace AoEde.Chart.Tests;

/// <summary>Values that are wrong are refused before anything is installed, with words that name the value.</summary>
public sealed class WrongValuesTests
{
    /// <summary>A values file, and what the refusal must say.</summary>
    public static TheoryData<string, string[]> Files => new()
    {
        { "placement: All", ["additional properties 'placement' not allowed"] },
        { "agent: {nodeSelecter: {a: b}}", ["/agent", "'nodeSelecter' not allowed"] },
        { "agent: {policy: {allowDevices: []}}", ["/agent/policy", "'allowDevices' not allowed"] },
        { "operator: {replicas: \"2\"}", ["/operator/replicas", "got string, want integer"] },
        { "operator: {replicas: 0}", ["/operator/replicas", "minimum: got 0, want 1"] },
        { "operator: {resources: null}", ["/operator", "missing property 'resources'"] },
        { "operator: {resources: {requests: {memory: lots}}}", ["/operator/resources/requests/memory", "'lots'"] },
        { "operator: {listenAddress: example.org}", ["/operator/listenAddress", "'example.org'"] },
        { "operator: {port: 70000}", ["/operator/port", "maximum: got 70,000, want 65,535"] },
        { "operator: {tolerations: [{effect: Never}]}", ["/operator/tolerations/0/effect", "'NoSchedule'"] },
        { "agent: {placement: Sometimes}", ["/agent/placement", "'All', 'OnDemand'"] },
        { "agent: {stateDir: var/lib/aoede}", ["/agent/stateDir", "'var/lib/aoede'"] },
        { "agent: {stateDir: /var/lib/../aoede}", ["agent.stateDir", "has an empty, '.' or '..' part"] },
        { "agent: {runDir: /var/lib/aoede/run}", ["agent.runDir", "is in agent.stateDir", "use a folder below /run"] },
        { "agent: {hostDirectories: [/dev/shm]}", ["agent.hostDirectories", "/dev/shm", "use a folder such as /srv/aoe"] },
        { "agent: {policy: {allowedDevices: [/etc/passwd]}}", ["/agent/policy/allowedDevices/0", "'/etc/passwd'"] },
        { "agent: {policy: {allowedDevices: [/dev/../etc/passwd]}}", ["agent.policy.allowedDevices", "has an empty, '.' or '..' part"] },
        { "agent: {policy: {allowedFileDirectories: [/]}}", ["/agent/policy/allowedFileDirectories/0", "'/'"] },
        { "agent: {policy: {allowedInterfaces: [\"eth 1\"]}}", ["/agent/policy/allowedInterfaces/0", "'eth 1'"] },
        { "agent: {policy: {maxTargets: 0}}", ["/agent/policy/maxTargets", "minimum"] },
        { "agent: {pumps: 17}", ["/agent/pumps", "maximum: got 17, want 16"] },
        { "agent: {image: {tag: latest}}", ["agent.image.tag is latest", "name a version"] },
        { "agent: {image: {digest: sha256:abc}}", ["/agent/image/digest", "'sha256:abc'"] },
        { "agent: {tolerations: [{operator: Exists}]}", ["agent.tolerations", "out-of-service", "name the taints"] },
        { "agent: {nodeSelector: {storage: true}}", ["/agent/nodeSelector/storage", "got boolean, want string"] },
        { "agent: {podLabels: {app.kubernetes.io/name: mine}}", ["/agent/podLabels", "'app.kubernetes.io/name'"] },
        { "image: {pullPolicy: Sometimes}", ["/image/pullPolicy", "'Always', 'IfNotPresent', 'Never'"] },
        { "image: {registry: \"\"}", ["/image/registry"] },
        { "crds: {keep: \"yes\"}", ["/crds/keep", "got string, want boolean"] },
        { "telemetry: {otlpEndpoint: \"collector:4317\"}", ["/telemetry/otlpEndpoint", "'collector:4317'"] },
        { "telemetry: {logFormat: xml}", ["/telemetry/logFormat", "'text', 'json'"] },
        { "admissionPolicy: {mode: On}", ["/admissionPolicy/mode", "'Auto', 'Always', 'Never'"] },
        { "monitoring: {podMonitor: {mode: Always}}", ["agent.listenAddress is 127.0.0.1", "set agent.listenAddress to '$(POD_IP)'"] },
        { "monitoring: {prometheusRule: {disabled: [AoedeRingDrop]}}", ["/monitoring/prometheusRule/disabled/0", "'AoedeRingDrops'"] },
        { "monitoring: {serviceMonitor: {interval: soon}}", ["/monitoring/serviceMonitor/interval", "'soon'"] },
        { "extraObjects: [text]", ["/extraObjects/0", "got string, want object"] },
    };

    [SkippableTheory, MemberData(nameof(Files))]
    public void Template_WithAWrongValue_IsRefusedWithItsName(string values, string[] said)
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, values);
            var result = Helm.TryTemplate(Helm.Newest, "--values", file);

            result.ExitCode.ShouldNotBe(0);
            foreach (var word in said)
                result.Errors.ShouldContain(word, Case.Sensitive);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [SkippableFact]
    public void Lint_OfTheChart_FindsNothing()
    {
        var result = Helm.Run("lint", "--strict", Repository.Chart);

        result.ExitCode.ShouldBe(0, result.Output + result.Errors);
    }
}
