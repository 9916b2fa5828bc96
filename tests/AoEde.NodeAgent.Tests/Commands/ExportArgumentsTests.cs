using AoEde.Engine;
using AoEde.Native.Disk;
using AoEde.NodeAgent.Commands;
using AoEde.Protocol;

namespace AoEde.NodeAgent.Tests.Commands;

public sealed class ExportArgumentsTests
{
    private static readonly string[] s_place = ["9", "0", "eth1", "/srv/disk.img"];

    [Fact]
    public void Export_PlaceOnly_TakesAoEdesDefaults()
    {
        var target = Good(s_place);

        target.Name.ShouldBe("9.0");
        target.Address.ShouldBe(new AoeAddress(9, 0));
        target.Interfaces.ShouldBe(["eth1"]);
        target.Backing.ShouldBe(new BackingOptions { Path = "/srv/disk.img" });
        target.ReadOnly.ShouldBeFalse();
        target.Direct.ShouldBeFalse("without -d the page cache is used, as in AoEde and vblade");
        target.BufferCount.ShouldBe((ushort)64);
        target.InitiatorMacs.ShouldBeEmpty();
        target.AllowRemoteEdits.ShouldBeTrue();
        target.ConfigString.ShouldBe("");
        target.Engine.ShouldBe(DiskEngineKind.Auto);
        target.Uid.Version.ShouldBe(5);
    }

    [Fact]
    public void Export_SeveralInterfaces_LastWordIsTheFile()
        => Good("9", "0", "eth1", "eth2", "ens*f0", "/srv/disk.img").Interfaces.ShouldBe(["eth1", "eth2", "ens*f0"]);

    [Fact]
    public void Export_InterfaceNamedTwice_IsTakenOnce() => Good("9", "0", "eth1", "eth1", "/srv/disk.img").Interfaces.ShouldBe(["eth1"]);

    [Fact]
    public void Export_RelativeFile_IsMadeAbsolute()
        => Good("9", "0", "eth1", "disk.img").Backing.Path.ShouldBe(Path.Combine(Environment.CurrentDirectory, "disk.img"));

    [Fact]
    public void Export_FileIsABlockDevice_IsOpenedAsOne()
    {
        var problems = new List<string>();
        var target = Read("9", "0", "eth1", "/dev/sdx").ToTarget("host-a", path => path == "/dev/sdx", problems);
        target!.Backing.IsDevice.ShouldBeTrue();
    }

    [Theory]
    [InlineData("-b 128", 128)]
    [InlineData("-b128", 128)]
    [InlineData("-b 65535", 65535)]
    [InlineData("-b 2", 2)]
    [InlineData("-b 1", 2)] // Linux would never send anything.
    public void Export_BufferCount_IsAdvertised(string option, int expected) => Good(option, s_place).BufferCount.ShouldBe((ushort)expected);

    [Fact]
    public void Export_Direct_AsksForIt() => Good("-d", s_place).Direct.ShouldBeTrue();

    [Fact]
    public void Export_Sync_ChangesNothing() => Good("-s", s_place).SameAs(Good(s_place)).ShouldBeTrue();

    [Fact]
    public void Export_ReadOnly_IsReadOnly() => Good("-r", s_place).ReadOnly.ShouldBeTrue();

    [Fact]
    public void Export_BundledLetters_AreReadAsGetoptWould()
    {
        var target = Good("-drs", s_place);
        target.Direct.ShouldBeTrue();
        target.ReadOnly.ShouldBeTrue();
    }

    [Theory]
    [InlineData("-m 52:54:00:12:34:56")]
    [InlineData("-m 525400123456")]
    [InlineData("-m 52:54:00:12:34:56,52:54:00:12:34:56")]
    public void Export_Mac_IsTakenInVbladesForms(string option)
        => Good(option, s_place).InitiatorMacs.ShouldBe([MacAddress.Parse("52:54:00:12:34:56")]);

    [Theory]
    [InlineData("-m 52:54:00:00:00:01,52:54:00:00:00:02")]
    [InlineData("-m 52:54:00:00:00:01 -m 52:54:00:00:00:02")]
    public void Export_SeveralMacs_KeepTheirOrder(string option)
        => Good(option, s_place).InitiatorMacs.ShouldBe([MacAddress.Parse("52:54:00:00:00:01"), MacAddress.Parse("52:54:00:00:00:02")]);

    [Fact]
    public void Export_Window_IsGivenInSectors()
    {
        var backing = Good("-o 8 -l 2048", s_place).Backing;
        backing.OffsetBytes.ShouldBe(4096);
        backing.LengthBytes.ShouldBe(1048576);
    }

    [Theory]
    [InlineData("auto", DiskEngineKind.Auto)]
    [InlineData("io-uring", DiskEngineKind.IoUring)]
    [InlineData("aio", DiskEngineKind.LinuxAio)]
    public void Export_Engine_IsTaken(string word, DiskEngineKind expected) => Good($"--engine {word}", s_place).Engine.ShouldBe(expected);

    [Theory]
    [InlineData("-f /tmp/shadow", "/tmp/shadow", long.MaxValue)]
    [InlineData("-f /tmp/shadow,100", "/tmp/shadow", 100L << 20)]
    [InlineData("-f /tmp/a,b/shadow,1", "/tmp/a,b/shadow", 1L << 20)]
    public void Export_Shadow_IsAFileWithALimitInMiBAndNoDeadline(string option, string path, long limit)
    {
        var freeze = Good(option, s_place).Freeze;
        (freeze.Enabled, freeze.ShadowFile, freeze.LimitBytes).ShouldBe((true, path, limit));
        freeze.MaxTtl.ShouldBeGreaterThan(TimeSpan.FromDays(365));
    }

    [Fact]
    public void Export_WithoutShadow_CannotBeFrozen() => Good(s_place).Freeze.Enabled.ShouldBeFalse();

    [Fact]
    public void Export_ConfigString_IsTaken() => Good("--config-string lab", s_place).ConfigString.ShouldBe("lab");

    [Fact]
    public void Export_SameHostAndAddress_HasTheSameIdentity()
    {
        Good(s_place).Uid.ShouldBe(Good("-r", s_place).Uid);
        Good(s_place).Uid.ShouldNotBe(Good("9", "1", "eth1", "/srv/disk.img").Uid);
        Read(s_place).ToTarget("host-b", _ => false, [])!.Uid.ShouldNotBe(Good(s_place).Uid);
    }

    [Theory]
    [InlineData("-f ,100", "-f: the name of the shadow file is empty")]
    [InlineData("-f /tmp/shadow,", "-f '...,': after the comma give the limit as a whole number of MiB, 1 or more")]
    [InlineData("-f /tmp/shadow,0", "-f '...,0': after the comma give the limit as a whole number of MiB, 1 or more")]
    [InlineData("-f /tmp/shadow,9999999999999", "-f '...,9999999999999': after the comma give the limit as a whole number of MiB, 1 or more")]
    [InlineData("-f /srv/../srv/disk.img", "-f '/srv/../srv/disk.img': the exported file cannot be its own shadow; name another file")]
    [InlineData("-b 0", "-b '0': give a whole number from 1 to 65535")]
    [InlineData("-b 65536", "-b '65536': give a whole number from 1 to 65535")]
    [InlineData("-b x", "-b 'x': give a whole number from 1 to 65535")]
    [InlineData("-b +5", "-b '+5': give a whole number from 1 to 65535")]
    [InlineData("-o 1.5", "-o '1.5': give a whole number of 512-byte sectors, 0 or more")]
    [InlineData("-o 99999999999999999999", "-o '99999999999999999999': give a whole number of 512-byte sectors, 0 or more")]
    [InlineData("-o 18014398509481984", "-o '18014398509481984': give a whole number of 512-byte sectors, 0 or more")]
    [InlineData("-l 0", "-l '0': give a whole number of 512-byte sectors, 1 or more")]
    [InlineData("-m 52:54:00:12:34", "-m '52:54:00:12:34': give the address of one network card, like 52:54:00:12:34:56")]
    [InlineData("-m ff:ff:ff:ff:ff:ff", "-m 'ff:ff:ff:ff:ff:ff': give the address of one network card, like 52:54:00:12:34:56")]
    [InlineData("-m 00:00:00:00:00:00", "-m '00:00:00:00:00:00': give the address of one network card, like 52:54:00:12:34:56")]
    [InlineData("-m 52:54:00:00:00:01,", "-m '': give the address of one network card, like 52:54:00:12:34:56")]
    [InlineData("--engine fast", "--engine 'fast': give auto, io-uring or aio")]
    [InlineData("--config-string käse", "--config-string: give printable ASCII characters only")]
    public void Export_WrongOption_IsNamedWithItsRemedy(string option, string expected)
        => Problems([.. option.Split(' '), .. s_place]).ShouldBe([expected]);

    [Theory]
    [InlineData("-1 0 eth1 f", "shelf '-1': give a whole number from 0 to 65534")]
    [InlineData("65535 0 eth1 f", "shelf '65535': give a whole number from 0 to 65534")]
    [InlineData("4095 0 eth1 f", "shelf 4095: Linux initiators refuse this address; choose another shelf")]
    [InlineData("nine 0 eth1 f", "shelf 'nine': give a whole number from 0 to 65534")]
    [InlineData("9 255 eth1 f", "slot '255': give a whole number from 0 to 254")]
    [InlineData("9 0 /srv/disk.img eth1", "interface '/srv/disk.img': not the name of a network interface")]
    [InlineData("9 0 interface-too-long f", "interface 'interface-too-long': not the name of a network interface")]
    [InlineData("9 0 disk.img", "give at least one interface and then the device or file: SHELF SLOT IFACE [IFACE..] FILE")]
    [InlineData("9 0 eth1 --nope f", "'--nope' is not an option of export")]
    public void Export_WrongPlace_IsNamedWithItsRemedy(string line, string expected)
        => Problems(line.Split(' ')).ShouldContain(problem => problem.StartsWith(expected));

    [Theory]
    [InlineData("0")]
    [InlineData("17")]
    [InlineData("two")]
    public void Export_WrongPumps_AreNamedWithTheirRemedy(string word)
    {
        var problems = new List<string>();
        Read(["--pumps", word, .. s_place]).ToPumps(problems);
        problems.ShouldBe([$"--pumps '{word}': give a whole number from 1 to 16"]);
    }

    [Theory]
    [InlineData("", 1)]
    [InlineData("--pumps 1", 1)]
    [InlineData("--pumps 16", 16)]
    public void Export_Pumps_AreTaken(string option, int expected)
    {
        var problems = new List<string>();
        Read([.. option.Split(' ', StringSplitOptions.RemoveEmptyEntries), .. s_place]).ToPumps(problems).ShouldBe(expected);
        problems.ShouldBeEmpty();
    }

    [Fact]
    public void Export_LongConfigString_IsRefused()
        => Problems(["--config-string", new string('x', 1025), .. s_place]).ShouldBe(["--config-string: 1025 characters; the protocol holds 1024"]);

    [Fact]
    public void Export_TooManyMacs_AreRefused()
    {
        var list = string.Join(',', Enumerable.Range(0, 256).Select(i => $"52:54:00:00:{i / 256:x2}:{i % 256:x2}"));
        Problems(["-m", list, .. s_place]).ShouldBe(["-m: 256 addresses; the mask list of a target holds 255"]);
    }

    [Fact]
    public void Export_SeveralMistakes_AreAllNamed() => Problems(["-b", "0", "-l", "x", "70000", "300", "eth1", "f"]).Count.ShouldBe(4);

    private static ExportArguments Read(params string[] words)
    {
        var command = new ExportCommand(new RecordingConsole().Console);
        return command.Read(command.Parse(words));
    }

    private static TargetOptions Good(params string[] words)
    {
        var problems = new List<string>();
        var target = Read(words).ToTarget("host-a", _ => false, problems);
        problems.ShouldBeEmpty();
        return target.ShouldNotBeNull();
    }

    private static TargetOptions Good(string options, string[] place) => Good([.. options.Split(' '), .. place]);

    private static List<string> Problems(string[] words)
    {
        var problems = new List<string>();
        Read(words).ToTarget("host-a", _ => false, problems).ShouldBeNull();
        return problems;
    }
}
