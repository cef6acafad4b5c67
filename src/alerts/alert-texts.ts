import { japaneseTime } from '../base/japanese-time.js';
import type { AlertFacts } from './alert.js';

interface Wording {
  subject: string;
  /** What happened and what to do. */
  text: string;
}

/** Japanese of each event, with the names of facts in braces. */
const WORDINGS: Readonly<Record<string, Wording>> = {
  'run-failed': {
    subject: '定期処理の失敗（{job}）',
    text: '定期処理が正常に終了しませんでした。kimitsu status で内容を確認してください。',
  },
  'drift-found': {
    subject: '保護の状態の変更を検出',
    text: '保護した後に、kimitsu 以外から保護の状態が変更された記録がありました。保護し直しましたので、変更した者と理由を確認してください。暗号文の破損を含むことがあります。kimitsu status で確認し、破損したものは、バックアップから元に戻してください。',
  },
  'erased-returned': {
    subject: '消去した記録の再出現',
    text: '消去した記録と名称及び大きさの同じものが、保存先に置かれていました。バックアップ等から戻された可能性があります。kimitsu review list で確認し、戻した者及び理由を調査してください。',
  },
  'unclaimed-found': {
    subject: 'どのシステムにも属さないファイル',
    text: '保管庫のフォルダーに、どのシステムにも属さないファイルがあります。分類、暗号化及び消去の対象になりません。kimitsu doctor で場所を確認し、記録であれば該当するシステムのフォルダーに移動し、不要なものは取り除いてください。',
  },
  'expired-found': {
    subject: '保存期間の満了した記録',
    text: '保存期間の満了した記録があります。kimitsu find-expired で内容を確認し、廃棄の計画を検討してください。',
  },
  'access-finding': {
    subject: '注意を要するアクセスを検知',
    text: 'アクセスログ又は監査ログに、業務時間外の操作等、注意を要するアクセスがありました。kimitsu watch-access の日報で内容を確認してください。',
  },
  'waiting-begun': {
    subject: '鍵の削除を予約',
    text: '鍵の削除を予約し、待機期間に入りました。予定にない操作であるときは、待機期間が終わる前に、直ちに運用責任者に連絡してください。',
  },
  'waiting-ending': {
    subject: '鍵の待機期間の終了間近',
    text: '削除を予約した鍵の待機期間が、まもなく終わります。終わった後は、鍵の削除を取り消すことができません。予定にない操作であるときは、直ちに運用責任者に連絡してください。',
  },
  'waiting-overdue': {
    subject: '鍵の待機期間が終了',
    text: '待機期間が終わりました。kimitsu erase を実行して鍵の消滅を確認し、確定の廃棄証明書を発行してください。',
  },
  'destructive-started': {
    subject: '消去等の開始（{command}）',
    text: '元に戻すことのできない操作が始まりました。予定にない操作であるときは、直ちに運用責任者に連絡してください。',
  },
  'destructive-finished': {
    subject: '消去等の終了（{command}）',
    text: '操作が終わりました。kimitsu status で結果を確認し、計画と照合してください。',
  },
  'destructive-cancelled': {
    subject: '消去等の取消し（{command}）',
    text: '始めた消去又は計画の承認が取り消されました。何も消去していません。kimitsu status で状態を確認してください。',
  },
  'destructive-refused': {
    subject: '消去等の拒否（{command}）',
    text: '条件を満たさない操作が行われようとしたため、拒否しました。何も変更していません。',
  },
  'destructive-failed': {
    subject: '消去等の中断（{command}）',
    text: '操作が途中で止まりました。同じコマンドで続きから実行できます。kimitsu status で状態を確認してください。',
  },
  'privileged-command': {
    subject: '特権操作の実行（{command}）',
    text: '二要素認証を経て、特権操作が行われました。予定にない操作であるときは、直ちに運用責任者に連絡してください。',
  },
  'access-refused': {
    subject: '操作の拒否（{command}）',
    text: '本人確認又は二要素認証の条件を満たさない操作を拒否しました。何も変更していません。心当たりのないときは、監査ログを確認してください。',
  },
  'configuration-changed': {
    subject: '承認されていない設定の変更',
    text: '設定（kimitsu.yaml）が、承認の後に変更されています。特権運用者が承認するまで、処理を行いません。kimitsu access status で変更の箇所を確認してください。',
  },
  'checkpoint-failed': {
    subject: '監査ログの照合点を作れない状態',
    text: '処理の終わりに、監査ログの末尾に署名する照合点を作ることができませんでした。処理の結果はそのまま有効ですが、最後の照合点より後の記録は、署名されていません。理由が checkpoint/ で始まるときは、監査ログ、照合点のファイル又は署名鍵が変更されたおそれがあります。処理を止め、kimitsu audit verify で確認してください。それ以外のときは、鍵管理サービス、ディスク等の異常を除いた後に、kimitsu audit checkpoint を実行してください。',
  },
};

const FACTS: Readonly<Record<string, string>> = {
  job: '処理',
  command: '操作',
  planId: '計画',
  code: '理由',
  objects: '件数',
  failed: '失敗',
  runId: '実行番号',
  actor: '操作者',
  alias: '鍵',
  deletionDate: '廃棄予定日時',
  daysLeft: '残り日数',
  phase: '段階',
  exitCode: '終了コード',
  accountId: '操作者のアカウント',
  bytes: '容量（バイト）',
  systems: 'システム数',
  marks: '注意',
  settings: '変更された項目の数',
};

/** What makes an operation worth a second look. */
const MARKS: Readonly<Record<string, string>> = {
  'out-of-hours': '業務時間外',
  'unusual-scope': 'ふだんより著しく広い範囲',
  'repeated-attempts': '拒否された操作の繰返し',
};

/** Subject and text of an alert for people. */
export function alertText(
  event: string,
  facts: AlertFacts,
  service: { id: string; name: string },
  at: string,
): { subject: string; text: string } {
  const { subject, text } = WORDINGS[event] ?? { subject: event, text: '' };
  const filled = subject.replace(/\{(\w+)\}/g, (_, name: string) => String(facts[name] ?? ''));
  const lines = Object.entries(facts).map(
    ([name, value]) => `${FACTS[name] ?? name}: ${name === 'marks' ? marked(value) : shown(value)}`,
  );
  const head = [`業務: ${service.name}（${service.id}）`, `日時: ${japaneseTime(at)}`, ...lines];
  return { subject: `[kimitsu ${service.id}] ${filled}`, text: `${text}\n\n${head.join('\n')}\n` };
}

function marked(marks: string | number): string {
  return String(marks)
    .split(' ')
    .map((mark) => MARKS[mark] ?? mark)
    .join('、');
}

function shown(value: string | number): string {
  if (typeof value === 'number') return value.toLocaleString('ja-JP');
  return /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value) ? japaneseTime(value) : value;
}
