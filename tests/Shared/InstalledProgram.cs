namespace WeChatPay.Chain.Tests.Shared;

/// <summary>A program that a test needs and that must be installed on the machine.</summary>
internal static class InstalledProgram
{
    /// <summary>
    /// Finds the program on the <c>PATH</c>. If it is missing, the test is ignored; where <c>CI</c> is <c>true</c>, the test fails.
    /// </summary>
    /// <param name="names">The possible names; the first is also the name of the Debian package.</param>
    /// <returns>The path of the program.</returns>
    public static string Find(params string[] names)
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        if (names.SelectMany(name => folders.Select(folder => Path.Combine(folder, name))).FirstOrDefault(File.Exists) is { } found)
        {
            return found;
        }
        var remedy = $"{names[0]} was not found on the PATH. Install it: apt-get install {names[0]}.";
        if (Environment.GetEnvironmentVariable("CI") == "true")
        {
            Assert.Fail(remedy);
        }
        Assert.Ignore(remedy);
        throw new InvalidOperationException(remedy);
    }
}
