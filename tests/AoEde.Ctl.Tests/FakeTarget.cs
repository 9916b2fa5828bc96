using System.Text;
using AoEde.Protocol;

namespace AoEde.Ctl.Tests;

/// <summary>Answers Config and IDENTIFY.</summary>
internal sealed record FakeTarget(AoeAddress Address, int Number, ulong Sectors = 2048)
{
    public string ConfigString { get; init; } = "";

    public bool AnswersIdentify { get; init; } = true;

    /// <summary>How many more frames it does not hear.</summary>
    public int Deaf { get; set; }

    private MacAddress Mac => new(0x525400000000UL + (ulong)Number);

    public byte[]? Answer(ReadOnlySpan<byte> request)
    {
        if (!AoeHeader.TryParse(request, out var header) || !Address.Accepts(header.Address) || Deaf-- > 0)
        {
            return null;
        }

        var frame = new byte[1024];
        var context = new ReplyContext(header.Source, Mac, Address, header.Command, header.Tag);
        if (header.Command == AoeCommand.Config)
        {
            var text = Encoding.ASCII.GetBytes(ConfigString);
            return frame[..ReplyWriter.Config(frame, context, AoeError.None, 64, 0x4020, 17, ConfigCommand.Read, text)];
        }

        if (!AnswersIdentify)
        {
            return null;
        }

        var info = new IdentifyInfo { Sectors = Sectors, Serial = $"S{Number}", Firmware = "F", Model = "Model" };
        IdentifyData.Write(frame.AsSpan(Wire.AtaHeaderLength), info);
        return frame[..ReplyWriter.Ata(frame, context, AtaFlags.None, default, 0, AtaStatus.Ready, 0, IdentifyData.Length)];
    }
}
