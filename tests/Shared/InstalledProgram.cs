namespace WeChatPay.Chain.Tests.Shared;

/// <summary>A program of the machine that a test works with, and that no package brings along.</summary>
internal static class InstalledProgram
{
    /// <summary>Looks for it on the <c>PATH</c>. Without it the test is ignored, so that whoever tries the project need not install it; where <c>CI</c> is <c>true</c> the test fails, so that nothing goes unproved.</summary>
    /// <param name="names">What it may be called; the first is that of its Debian package.</param>
    /// <returns>Its path.</returns>
    public static string Find(params string[] names)
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        if (names.SelectMany(name => folders.Select(folder => Path.Combine(folder, name))).FirstOrDefault(File.Exists) is { } found)
        {
            return found;
        }
        var remedy = $"There is no {names[0]} on the PATH. Install it: apt-get install {names[0]}.";
        if (Environment.GetEnvironmentVariable("CI") == "true")
        {
            Assert.Fail(remedy);
        }
        Assert.Ignore(remedy);
        throw new InvalidOperationException(remedy);
    }
}
