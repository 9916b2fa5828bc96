namespace AoEde.Cluster.Tests.Reasons;

/// <summary>Each reason why a device is refused, as the cluster sees it.</summary>
[Collection(ReasonsDefinition.Name)]
public sealed class DeviceReadyReasonTests(ReasonsCluster cluster)
{
    [SkippableTheory]
    [InlineData("NotFound", "DeviceRefused")]
    [InlineData("NotAllowed", "DeviceRefused")]
    [InlineData("UnstablePath", "DeviceRefused")]
    [InlineData("Mounted", "DeviceRefused")]
    [InlineData("InUse", "DeviceRefused")]
    [InlineData("SystemDisk", "DeviceRefused")]
    [InlineData("HasPartitionsInUse", "DeviceRefused")]
    [InlineData("AlreadyExported", "DeviceRefused")]
    [InlineData("IdentityMismatch", "IdentityChanged")]
    [InlineData("SizeShrank", "IdentityChanged")]
    [InlineData("WriteProtected", "DeviceRefused")]
    [InlineData("ShadowLost", "DeviceRefused")]
    [InlineData("OpenFailed", "DeviceRefused")]
    public async Task Device_Refused_IsToldByConditionEventAndKubectl(string reason, string warning)
    {
        _ = cluster.Server;
        await using var stage = new Stage(cluster);
        var backing = DeviceScenes.All[reason](stage);
        await stage.Prelude();
        await stage.ApplyAsync(backing);

        await stage.ExpectAsync("DeviceReady", $"False/{reason}", $"e7.{stage.Slot}|n1||False|{reason}|False", warning);
        (await stage.AwaitConditionAsync("Exported", "False/Withdrawing")).Condition("AddressUnique").ShouldBe("Unknown/NotProbed");
    }

    [SkippableFact]
    public async Task Device_ThatShrinksWhileExported_IsWithdrawn()
    {
        _ = cluster.Server;
        await using var stage = new Stage(cluster);
        var image = stage.Image();
        await stage.ApplyAsync(Stage.FileBacking(image.Path));
        await stage.ExpectAsync("DeviceReady", "True/Opened", $"e7.{stage.Slot}|n1|8Mi|True|Serving|False", "Exported");
        AoEde.Testing.Host.Tool.Run("truncate", "--size=1M", image.Path);

        await stage.ExpectAsync("DeviceReady", "False/SizeShrank", $"e7.{stage.Slot}|n1||False|SizeShrank|False", "IdentityChanged");
    }
}
