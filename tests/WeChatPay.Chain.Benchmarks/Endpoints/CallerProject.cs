namespace WeChatPay.Chain.Benchmarks.Endpoints;

/// <summary>A small program that is compiled again and again.</summary>
internal sealed class CallerProject
{
    private readonly string _folder;
    private int _builds;

    public CallerProject(string folder, params IEnumerable<string> references)
    {
        _folder = folder;
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "Caller.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
                <Nullable>enable</Nullable>
              </PropertyGroup>
              <ItemGroup>
                {string.Concat(references.Select(path => $"<Reference Include=\"{path}\" />"))}
              </ItemGroup>
            </Project>
            """);
        WriteProgram();
        DotnetCommand.Run(folder, "restore");
    }

    public TimeSpan Build()
    {
        WriteProgram();
        return DotnetCommand.Run(_folder, "build", "--no-restore");
    }

    private void WriteProgram() => File.WriteAllText(Path.Combine(_folder, "Program.cs"), $$"""
        using WeChatPay.Chain;

        using var client = new WeChatPayClient(new WeChatPayClientOptions());
        using var response = await client.Chain("v3/payscore/permissions").PostAsync(new { json = new { service_id = "{{++_builds}}" } });
        Console.WriteLine(response.StatusCode);
        """);
}
