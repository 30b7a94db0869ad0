namespace WeChatPay.Chain.Catalogue.Model;

/// <summary>Says which fields of a part are needed.</summary>
/// <param name="Place">The part, such as <c>json</c>.</param>
/// <param name="Fields">Paths of fields, separated by dots. A path counts only if the parent of its last field is sent.</param>
public abstract record Rule(string Place, IReadOnlyList<string> Fields);
