using System.Text;
using AoEde.Protocol;

namespace AoEde.Engine.Tests.Probe;

/// <summary>Answers Config and IDENTIFY, unless told otherwise.</summary>
internal sealed record FakeTarget(AoeAddress Address, int Number, ulong Sectors = 2048)
{
    public string ConfigString { get; init; } = "";

    public string Model { get; init; } = "Model";

    public bool AnswersIdentify { get; init; } = true;

    /// <summary>Refuses IDENTIFY with this error.</summary>
    public AoeError IdentifyError { get; init; }

    /// <summary>How many more frames it does not hear.</summary>
    public int Deaf { get; set; }

    /// <summary>Instead of the request's tag.</summary>
    public uint? Tag { get; init; }

    /// <summary>How much of its answer to IDENTIFY it sends, in bytes.</summary>
    public int? IdentifyBytes { get; init; }

    public MacAddress Mac { get; init; } = new(0x525400000000UL + (ulong)Number);

    public byte[]? Answer(ReadOnlySpan<byte> request)
    {
        if (!AoeHeader.TryParse(request, out var header) || !Address.Accepts(header.Address) || Deaf-- > 0)
            return null;
        if (!header.Destination.IsGroup && header.Destination != Mac)
            return null;
        var context = new ReplyContext(header.Source, Mac, Address, header.Command, Tag ?? header.Tag);
        if (header.Command == AoeCommand.Config)
            return Config(context);
        return AnswersIdentify ? Identify(context) : null;
    }

    private byte[] Config(in ReplyContext context)
    {
        var frame = new byte[2048];
        var text = Encoding.Latin1.GetBytes(ConfigString);
        return frame[..ReplyWriter.Config(frame, context, AoeError.None, 64, 0x4020, 17, ConfigCommand.Read, text)];
    }

    private byte[] Identify(in ReplyContext context)
    {
        var frame = new byte[2048];
        if (IdentifyError != AoeError.None)
            return frame[..ReplyWriter.Error(frame, context, IdentifyError)];
        var info = new IdentifyInfo { Sectors = Sectors, Serial = $"S{Number}", Firmware = "F", Model = Model };
        IdentifyData.Write(frame.AsSpan(AoeWire.AtaHeaderLength), info);
        int length = ReplyWriter.Ata(frame, context, AtaFlags.None, default, 0, AtaStatus.Ready, 0, IdentifyData.Length);
        return frame[..(IdentifyBytes ?? length)];
    }
}
