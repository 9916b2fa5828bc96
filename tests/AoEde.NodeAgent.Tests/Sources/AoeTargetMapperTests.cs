using AoEde.Api;
using AoEde.Api.Manifests;
using AoEde.Engine;
using AoEde.Native.Disk;
using AoEde.NodeAgent.Hosting;
using AoEde.NodeAgent.Sources;
using AoEde.Protocol;

namespace AoEde.NodeAgent.Tests.Sources;

public sealed class AoeTargetMapperTests
{
    [Fact]
    public void Map_LeastManifest_TakesTheApisDefaults()
    {
        var options = Map(Manifests.Target("disk11"));

        options.SameAs(new TargetOptions
        {
            Name = "disk11",
            Address = new AoeAddress(9, 0),
            Interfaces = ["eth1"],
            Backing = new BackingOptions { Path = "/srv/disk.img" },
            Uid = NameBasedGuid.ForTarget("host-a", "disk11"),
        }).ShouldBeTrue(options.ToString());
    }

    [Fact]
    public void Map_EveryField_IsCarriedOver()
    {
        var options = Map("""
            apiVersion: aoede.io/v1alpha1
            kind: AoETarget
            metadata: { name: disk11, uid: 7d444840-9dc0-41d1-b245-5ffdce74fad2 }
            spec:
              nodeName: host-a
              network: san-a
              shelf: 65534
              slot: 254
              interfaces: [eth1, "ens*f0"]
              backing:
                device:
                  path: /dev/disk/by-id/ata-x
                  expect: { serial: S1, wwn: W1, sizeBytes: 1048576 }
                offsetBytes: 4096
                lengthBytes: 8192
              readOnly: true
              suspend: true
              initiators: { mode: List, macs: ["52:54:00:12:34:56", "52:54:00:12:34:57"], reservations: Deny }
              configString: hello
              configPolicy: Fixed
              io: { engine: LinuxAio, direct: false, queueDepth: 4096, bufferCount: 65535, maxSectors: 255 }
              ring: { frames: 65536 }
              conflictPolicy: Ignore
              cache: { writeBehind: "On", readAheadBytes: 1048576 }
              extensions: { tagTracking: "Off", readCoalescing: "Off", crc: "Off", congestion: "Off" }
              freeze:
                enabled: false
                shadow: { directory: /srv/shadow, limit: 1Gi, reserve: 90 }
                onShadowFull: RejectWrites
                defaultTTL: 30m
                maxTTL: 6h
                mergeRateBytes: 4096
                view: { slot: 253, interfaces: [eth2] }
            """);

        options.SameAs(new TargetOptions
        {
            Name = "disk11",
            Address = new AoeAddress(65534, 254),
            Network = "san-a",
            Interfaces = ["eth1", "ens*f0"],
            Backing = new BackingOptions
            {
                Path = "/dev/disk/by-id/ata-x",
                IsDevice = true,
                OffsetBytes = 4096,
                LengthBytes = 8192,
                ExpectSerial = "S1",
                ExpectWwn = "W1",
                ExpectBytes = 1048576,
            },
            ReadOnly = true,
            Suspend = true,
            Uid = new Guid("7d444840-9dc0-41d1-b245-5ffdce74fad2"),
            BufferCount = 65535,
            MaxSectors = 255,
            InitiatorMacs = [MacAddress.Parse("52:54:00:12:34:56"), MacAddress.Parse("52:54:00:12:34:57")],
            HonorReservations = false,
            AllowRemoteEdits = false,
            ConfigString = "hello",
            ConfigFixed = true,
            Engine = DiskEngineKind.LinuxAio,
            Direct = false,
            QueueDepth = 4096,
            RingFrames = 65536,
            RefuseOnConflict = false,
            WriteBehind = true,
            ReadAheadBytes = 1048576,
            Extensions = new() { TagTracking = false, ReadCoalescing = false, Crc = false, Congestion = false },
            Freeze = new FreezeOptions
            {
                Enabled = false,
                ShadowDirectory = "/srv/shadow",
                LimitBytes = 1 << 30,
                ReservePercent = 90,
                OnShadowFull = ShadowFullPolicy.RejectWrites,
                DefaultTtl = TimeSpan.FromMinutes(30),
                MaxTtl = TimeSpan.FromHours(6),
                MergeRateBytes = 4096,
                View = new FreezeViewOptions { Address = new AoeAddress(65534, 253), Interfaces = ["eth2"] },
            },
        }).ShouldBeTrue(options.ToString());
    }

    [Fact]
    public void Map_FileWithSize_AsksToCreateIt()
    {
        var text = Manifests.Target("a").Replace("{ path: /srv/disk.img }", "{ path: /srv/disk.img, size: 1Gi }");
        Map(text).Backing.ShouldBe(new BackingOptions { Path = "/srv/disk.img", CreateBytes = 1 << 30 });
    }

    [Theory]
    [InlineData("Auto", DiskEngineKind.Auto)]
    [InlineData("IoUring", DiskEngineKind.IoUring)]
    [InlineData("LinuxAio", DiskEngineKind.LinuxAio)]
    public void Map_Engine_IsCarriedOver(string engine, DiskEngineKind expected)
        => Map(Manifests.Target("a", more: $"io: {{ engine: {engine} }}")).Engine.ShouldBe(expected);

    [Theory]
    [InlineData("{ slot: 201 }", "9.201")]
    [InlineData("{ shelf: 10, slot: 0 }", "10.0")]
    public void Map_View_TakesTheTargetsShelfAndInterfacesUnlessItNamesOthers(string view, string address)
    {
        var mapped = Map(Manifests.Target("a", more: $"freeze: {{ view: {view} }}")).Freeze.View.ShouldNotBeNull();

        mapped.Address.ToString().ShouldBe(address);
        mapped.Interfaces.ShouldBe(["eth1"]);
    }

    [Fact]
    public void Map_FreezeWithoutFields_HasTheDefaults()
        => Map(Manifests.Target("a", more: "freeze: {}")).Freeze.ShouldBe(new FreezeOptions());

    [Fact]
    public void Map_WindowOfOne_IsRaisedToTwo() => Map(Manifests.Target("a", more: "io: { bufferCount: 1 }")).BufferCount.ShouldBe((ushort)2);

    [Fact]
    public void Map_SameManifestTwice_IsTheSameTarget()
    {
        var text = Manifests.Target("a", more: "initiators: { mode: List, macs: [\"52:54:00:12:34:56\"] }");
        Map(text).SameAs(Map(text)).ShouldBeTrue("or every reading of the folder would restart every target");
    }

    [Fact]
    public void Map_TargetThatBreaksARule_IsABug()
        => Should.Throw<FormatException>(() => AoeTargetMapper.Map(new AoETarget { Metadata = new() { Name = "a" } }, "host-a"));

    private static TargetOptions Map(string manifest)
    {
        var file = new ManifestReader(ManifestOptions.SingleHost("host-a")).ReadText("test.yaml", manifest);
        file.Diagnostics.ShouldBeEmpty();
        return AoeTargetMapper.Map(file.Targets.Single().Target, "host-a");
    }
}
