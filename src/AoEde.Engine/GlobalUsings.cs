// Inside AoEde.Engine, `Wire` is the folder of the frame path; the frame format goes by this name.
global using AoeWire = AoEde.Protocol.Wire;
