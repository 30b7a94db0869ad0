namespace WeChatPay.Chain.Catalogue.Model;

/// <summary>An endpoint and a verb: what the platform's documentation says about one call.</summary>
public sealed record Operation
{
    /// <summary>Gets the HTTP method in upper case, such as <c>POST</c>.</summary>
    public string Method { get; init; } = "";

    /// <summary>Gets the path without a leading slash, with variables as <c>{name}</c>. It starts with <c>v2/</c> or <c>v3/</c>.</summary>
    public string Path { get; init; } = "";

    /// <summary>Gets the platform's Chinese title.</summary>
    public string Title { get; init; } = "";

    /// <summary>Gets the facts that operations and webhooks have in common.</summary>
    public Documentation Documentation { get; init; } = new();

    /// <summary>Gets the products that the operation belongs to.</summary>
    public IReadOnlyList<Product> Products { get; init; } = [];

    /// <summary>Gets the path that is sent, if it differs from <see cref="Path"/>.</summary>
    public string? Wire { get; init; }

    /// <summary>Gets other operations that the same request path could mean, as <c>METHOD path</c>.</summary>
    public IReadOnlyList<string> Rivals { get; init; } = [];

    /// <summary>Gets the host, if it is not the platform's main host.</summary>
    public OperationHost? Host { get; init; }

    /// <summary>Gets the address of the sample on the documentation site.</summary>
    public string? Sample { get; init; }

    /// <summary>Gets values of a scene by industry, each as JSON.</summary>
    public IReadOnlyList<string> Variants { get; init; } = [];

    /// <summary>Gets the parts of an upload as JSON.</summary>
    public string? Media { get; init; }

    /// <summary>Gets the documented error codes.</summary>
    public IReadOnlyList<ErrorCodes> Errors { get; init; } = [];

    /// <summary>Gets the parts of the request that have fields, in the order of the catalogue.</summary>
    public IReadOnlyList<Place> Places { get; init; } = [];

    /// <summary>Gets what the platform returns.</summary>
    public OperationResponse Response { get; init; } = new();

    /// <summary>Gets <c>v2</c> or <c>v3</c>.</summary>
    public string Version => Path.Substring(0, 2);

    /// <summary>Gets the method and the path, which are unique.</summary>
    public string Id => $"{Method} {Path}";

    /// <summary>Finds a part of the request.</summary>
    /// <returns>The part, or <see langword="null"/> if the operation does not have it.</returns>
    public Place? FindPlace(string name) => Places.FirstOrDefault(place => place.Name == name);

    /// <inheritdoc/>
    public override string ToString() => Id;
}
