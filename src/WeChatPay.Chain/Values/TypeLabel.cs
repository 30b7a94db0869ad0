namespace WeChatPay.Chain.Values;

/// <summary>Names types in messages as C# writes them.</summary>
internal static class TypeLabel
{
    /// <returns>For example <c>Task&lt;WeChatPayResponse&gt;</c>, or <c>anonymous object</c>.</returns>
    public static string From(Type type) => type switch
    {
        _ when ObjectMembers.IsAnonymous(type) => "anonymous object",
        { IsArray: true } => $"{From(type.GetElementType()!)}[]",
        { IsGenericType: true } => $"{type.Name.Split('`')[0]}<{string.Join(", ", type.GetGenericArguments().Select(From))}>",
        _ => type.Name,
    };
}
