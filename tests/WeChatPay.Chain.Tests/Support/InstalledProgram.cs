namespace WeChatPay.Chain.Tests.Support;

/// <summary>An installed program that a test needs.</summary>
internal static class InstalledProgram
{
    /// <summary>
    /// Looks for it on the <c>PATH</c>. Without it the test is ignored, so that it is optional for developers; where <c>CI</c> is
    /// <c>true</c> the test fails, so that nothing goes unproved.
    /// </summary>
    /// <param name="names">The possible names. The first is that of the Debian package.</param>
    /// <returns>Its path.</returns>
    public static string Find(params string[] names)
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        if (names.SelectMany(name => folders.Select(folder => Path.Combine(folder, name))).FirstOrDefault(File.Exists) is { } found)
        {
            return found;
        }
        var remedy = $"{names[0]} is not on the PATH. Install it: apt-get install {names[0]}.";
        if (Environment.GetEnvironmentVariable("CI") == "true")
        {
            Assert.Fail(remedy);
        }
        Assert.Ignore(remedy);
        throw new InvalidOperationException(remedy);
    }
}
