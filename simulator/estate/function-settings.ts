/** The rest of a FunctionConfiguration, spelt as on the wire (without identity, role, layers, version). */
export interface FunctionSettings {
  readonly Runtime?: string | undefined;
  readonly RuntimeConfig?: { readonly RuntimeArn: string; readonly RuntimeAlias?: string } | undefined;
  readonly Handler?: string | undefined;
  readonly CodeSize: number;
  readonly Description: string;
  readonly Timeout: number;
  readonly MemorySize: number;
  /** `2024-07-24T09:41:13.364+0000` */
  readonly LastModified: string;
  readonly CodeSha256: string;
  readonly RevisionId: string;
  readonly PackageType: "Zip" | "Image";
  readonly Architectures: readonly string[];
  readonly Environment?: { readonly Variables: Readonly<Record<string, string>> } | undefined;
  readonly VpcConfig?: VpcConfig | undefined;
  readonly TracingConfig: { readonly Mode: "PassThrough" | "Active" };
  readonly EphemeralStorage: { readonly Size: number };
  readonly SnapStart: {
    readonly ApplyOn: "None" | "PublishedVersions";
    readonly OptimizationStatus: "On" | "Off";
  };
  readonly CapacityProviderConfig?: {
    readonly LambdaManagedInstancesCapacityProviderConfig: {
      readonly CapacityProviderArn: string;
      readonly PerExecutionEnvironmentMaxConcurrency?: number;
      readonly ExecutionEnvironmentMemoryGiBPerVCpu?: number;
    };
  };
  readonly DurableConfig?: {
    readonly ExecutionTimeout: number;
    readonly RetentionPeriodInDays: number;
    readonly KMSKeyArn?: string;
  };
  readonly TenancyConfig?: { readonly TenantIsolationMode: "PER_TENANT" };
  /** Of a replica of Lambda@Edge. */
  readonly MasterArn?: string;
  readonly LoggingConfig: { readonly LogFormat: "Text" | "JSON"; readonly LogGroup: string };
}

export interface VpcConfig {
  readonly SubnetIds: readonly string[];
  readonly SecurityGroupIds: readonly string[];
  readonly VpcId: string;
  readonly Ipv6AllowedForDualStack: boolean;
}
