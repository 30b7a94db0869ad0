namespace WeChatPay.Chain.Catalogue.Grammar;

/// <summary>The attributes of a field, in the order in which they are written.</summary>
internal enum FieldAttribute
{
    Key,
    As,
    Alt,
    When,
    Min,
    Max,
    Pattern,
    Form,
    Unit,
    Sample,
    Default,
    Site,
    Signed,
}
