namespace WeChatPay.Chain.IntegrationTests.Attacks;

/// <summary>A combination of how a call is made and how its connection ends.</summary>
public sealed record Cell(Ending Ending, Transport Transport, Verb Verb, BodyKind Body, bool IsWarm, bool IsSync, bool IsResilient)
{
    /// <summary>The values of each dimension, in the order of the members.</summary>
    public static IReadOnlyList<IReadOnlyList<object>> Dimensions { get; } =
    [
        [.. Ending.All],
        [.. Enum.GetValues<Transport>().Cast<object>()],
        [.. Enum.GetValues<Verb>().Cast<object>()],
        [.. Enum.GetValues<BodyKind>().Cast<object>()],
        [false, true],
        [false, true],
        [false, true],
    ];

    public bool IsWrite => Verb != Verb.Get;

    public static Cell From(IReadOnlyList<object> values) => new(
        (Ending)values[0], (Transport)values[1], (Verb)values[2], (BodyKind)values[3], (bool)values[4], (bool)values[5], (bool)values[6]);

    public override string ToString() =>
        $"{Ending}, {Transport}, {Verb} {Body}, {(IsWarm ? "warm" : "cold")}, {(IsSync ? "sync" : "async")}, "
        + $"{(IsResilient ? "resilient" : "plain")}";
}

/// <summary>What is between the client and the server.</summary>
public enum Transport
{
    /// <summary>The client's own handler, plain HTTP.</summary>
    OwnSockets,

    /// <summary>The application's handler with a short connect timeout, plain HTTP.</summary>
    GivenSockets,

    /// <summary>The same, with a stream that reports every failure as a timeout.</summary>
    FilteredStream,

    Tls,

    /// <summary>TLS through a CONNECT tunnel.</summary>
    Tunnel,
}

public enum Verb
{
    Get,
    Post,
    Put,
    Patch,
    Delete,
}

public enum BodyKind
{
    None,
    Json,

    /// <summary>A stream that cannot be read twice.</summary>
    Stream,

    Upload,

    /// <summary>Larger than the buffers of the sockets.</summary>
    Large,
}
