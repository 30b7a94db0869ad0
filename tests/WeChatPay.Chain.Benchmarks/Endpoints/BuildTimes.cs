namespace WeChatPay.Chain.Benchmarks.Endpoints;

/// <summary>The CPU time of builds with the typed endpoints, in a temporary folder.</summary>
internal sealed class BuildTimes : IDisposable
{
    private const int Rounds = 5;
    private const string Project = "WeChatPay.Chain.Endpoints";

    private readonly string _folder = Directory.CreateTempSubdirectory("wechatpay-build-").FullName;

    private string Artifacts => Path.Combine(_folder, "artifacts");

    /// <summary>The file of the assembly.</summary>
    public string Assembly => PathOf(Project);

    /// <summary>Builds the project from nothing, with all that it needs built before.</summary>
    public TimeSpan MeasureCold()
    {
        Build(Project);
        Directory.Delete(Path.GetDirectoryName(Assembly)!, recursive: true);
        var intermediate = Path.Combine(Artifacts, "obj", Project);
        Directory.Delete(Path.Combine(intermediate, "release"), recursive: true);
        return Build(Project, "--no-dependencies", "--no-restore");
    }

    /// <summary>Builds the project when nothing changed: what it adds to the build of the client.</summary>
    public TimeSpan MeasureUnchanged()
    {
        // The build before was without dependencies.
        Build(Project, "--no-restore");
        var compiled = File.GetLastWriteTimeUtc(Assembly);
        var difference = MedianDifference(
            () => Build(Project, "--no-restore"), () => Build("WeChatPay.Chain", "--no-restore", "-p:TargetFramework=net8.0"));
        return File.GetLastWriteTimeUtc(Assembly) == compiled
            ? difference
            : throw new InvalidOperationException("The project was compiled, although nothing changed.");
    }

    /// <summary>Builds a program after a change: what a reference to the project adds.</summary>
    public TimeSpan MeasureCaller()
    {
        var client = PathOf("WeChatPay.Chain");
        var without = new CallerProject(Path.Combine(_folder, "without"), client);
        var with = new CallerProject(Path.Combine(_folder, "with"), client, Assembly);
        return MedianDifference(with.Build, without.Build);
    }

    /// <summary>Packs the project.</summary>
    /// <returns>The size of the package in bytes.</returns>
    public long Pack()
    {
        var packages = Path.Combine(_folder, "packages");
        DotnetCommand.Run(
            DotnetCommand.Repository, "pack", $"src/{Project}", "--no-build", "--artifacts-path", Artifacts, "--output", packages);
        return new FileInfo(Directory.EnumerateFiles(packages, "*.nupkg").Single()).Length;
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string PathOf(string name) => Path.Combine(Artifacts, "bin", Project, "release", $"{name}.dll");

    private TimeSpan Build(string project, params IEnumerable<string> arguments) => DotnetCommand.Run(
        DotnetCommand.Repository,
        [.. (string[])["build", $"src/{project}", "--configuration", "Release", "--artifacts-path", Artifacts], .. arguments]);

    private static TimeSpan MedianDifference(Func<TimeSpan> with, Func<TimeSpan> without)
    {
        without();
        with();
        var times = Enumerable.Range(0, Rounds).Select(_ => (Without: without(), With: with())).ToList();
        return Median(times.Select(time => time.With)) - Median(times.Select(time => time.Without));
    }

    private static TimeSpan Median(IEnumerable<TimeSpan> times) => times.Order().ElementAt(Rounds / 2);
}
