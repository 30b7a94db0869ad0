namespace WeChatPay.Chain.Endpoints.Tool;

/// <summary>The exit codes, which are those of <c>diff</c>.</summary>
internal static class ExitCode
{
    public const int Success = 0;

    /// <summary>The command found differences.</summary>
    public const int Differences = 1;

    /// <summary>The arguments, a file or the catalogue are not valid.</summary>
    public const int Error = 2;
}
