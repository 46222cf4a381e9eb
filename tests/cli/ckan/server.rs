//! A server that plays CKAN for one dataset, and can be told to fail.

use std::collections::{BTreeMap, VecDeque};
use std::io::Read as _;
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;

use serde_json::{Map, Value, json};

use super::http::{Head, Request, answer, send};

/// How a request goes wrong.
#[derive(Debug, Clone, PartialEq)]
pub enum Fault {
    /// This status, with these headers and this body; nothing is done.
    Status(u16, &'static str, String),
    /// The connection is cut in the middle of the request; nothing is done.
    CutRequest,
    /// It is done, and the connection is cut in the middle of the answer.
    CutAnswer,
    /// It is done, and the connection is cut before the answer.
    Forget,
    /// It is done, and nobody answers for a while.
    Silence(Duration),
    /// It is done, and the server in front of CKAN says 504.
    GaveUp,
}

/// What the portal has.
#[derive(Default)]
pub struct State {
    pub dataset: Option<Map<String, Value>>,
    pub resources: Vec<Map<String, Value>>,
    pub files: BTreeMap<String, Vec<u8>>,
    /// By resource: the primary key, and rows by the values of it.
    pub rows: BTreeMap<String, (Vec<Value>, BTreeMap<String, Value>)>,
    pub without_store: bool,
    /// What happens to the requests for an action, one after the other.
    pub faults: Vec<(String, VecDeque<Option<Fault>>)>,
    /// Every request from this one on is cut after it was done; counted from 0.
    pub ends_at: Option<usize>,
    /// Method and action of every request.
    pub log: Vec<(String, String)>,
    pub keys: Vec<String>,
    made: usize,
}

/// A portal on a port of this machine.
#[derive(Clone)]
pub struct Ckan {
    pub address: SocketAddr,
    state: Arc<Mutex<State>>,
}

impl Ckan {
    pub fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let ckan = Self { address: listener.local_addr().unwrap(), state: Arc::default() };
        let serving = ckan.clone();
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let serving = serving.clone();
                std::thread::spawn(move || serving.serve(stream));
            }
        });
        ckan
    }

    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    pub fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap()
    }

    /// Lets the next request for an action go wrong.
    pub fn fail(&self, action: &str, fault: Fault) {
        self.state().faults.push((action.to_owned(), VecDeque::from([Some(fault)])));
    }

    fn serve(&self, stream: TcpStream) {
        let Ok(mut head) = Head::read(stream) else { return };
        let fault = self.state().arrives(&head.method, &head.action);
        match fault {
            Some(Fault::Status(status, headers, body)) => {
                // A server reads to the end before it answers, else the answer may be lost.
                if let Ok((_, stream)) = head.whole() {
                    send(stream, &answer(status, headers, &body));
                }
            }
            Some(Fault::CutRequest) => {
                let half = head.length() / 2;
                let _ = (&mut head.rest).take(half as u64).read_to_end(&mut Vec::new());
            }
            fault => {
                let Ok((request, stream)) = head.whole() else { return };
                let bytes = {
                    let mut state = self.state();
                    state.keys.push(request.authorization.clone());
                    state.act(request)
                };
                match fault {
                    Some(Fault::CutAnswer) => send(stream, &bytes[..bytes.len() - bytes.len() / 3]),
                    Some(Fault::Silence(time)) => std::thread::sleep(time),
                    Some(Fault::GaveUp) => send(stream, &answer(504, "", "<html>")),
                    Some(_) => {}
                    None => send(stream, &bytes),
                }
            }
        }
    }
}

type Said = Result<Value, (u16, Value)>;

fn refused(status: u16, error: Value) -> Said {
    Err((status, json!({"success": false, "error": error})))
}

fn missing() -> Said {
    refused(404, json!({"__type": "Not Found Error", "message": "Not found"}))
}

impl State {
    fn arrives(&mut self, method: &str, action: &str) -> Option<Fault> {
        self.log.push((method.to_owned(), action.to_owned()));
        if self.ends_at.is_some_and(|end| self.log.len() > end) {
            return Some(Fault::Forget);
        }
        let (_, queue) = self.faults.iter_mut().find(|(known, queue)| known == action && !queue.is_empty())?;
        queue.pop_front()?
    }

    fn act(&mut self, request: Request) -> Vec<u8> {
        match self.said(&request) {
            Ok(result) => answer(200, "", &json!({"success": true, "result": result}).to_string()),
            Err((status, body)) => answer(status, "", &body.to_string()),
        }
    }

    fn said(&mut self, request: &Request) -> Said {
        let parameters = &request.parameters;
        let text = |key: &str| parameters.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
        if request.action.starts_with("datastore_") {
            return self.store(&request.action, parameters, &text("resource_id"));
        }
        match request.action.as_str() {
            "package_create" if self.dataset.is_some() => {
                refused(409, json!({"__type": "Validation Error", "name": ["That URL is already in use."]}))
            }
            "package_create" => {
                self.dataset = Some(parameters.clone());
                let organization = json!({"id": "organization-1", "name": parameters.get("owner_org")});
                self.dataset
                    .as_mut()
                    .unwrap()
                    .extend([("id".into(), "dataset-1".into()), ("organization".into(), organization)]);
                Ok(self.shown())
            }
            _ if self.dataset.is_none() => missing(),
            "package_show" => Ok(self.shown()),
            "package_patch" => {
                self.dataset.as_mut().unwrap().extend(parameters.clone());
                Ok(self.shown())
            }
            "package_resource_reorder" => {
                let order = parameters["order"].as_array().unwrap();
                self.resources.sort_by_key(|one| order.iter().position(|id| *id == one["id"]));
                Ok(Value::Null)
            }
            "resource_create" => {
                self.made += 1;
                let id = format!("resource-{}", self.made);
                self.resources.push(Map::from_iter([("id".to_owned(), id.clone().into())]));
                self.given(&id, request)
            }
            "resource_patch" => self.given(&text("id"), request),
            "resource_delete" => {
                self.resources.retain(|one| one["id"] != text("id"));
                self.files.remove(&text("id"));
                Ok(Value::Null)
            }
            other => Err((400, format!("Bad request: Action name not known: {other}").into())),
        }
    }

    /// Puts what a request says of a resource in its place.
    fn given(&mut self, id: &str, request: &Request) -> Said {
        let Some(resource) = self.resources.iter_mut().find(|one| one["id"] == id) else { return missing() };
        resource.extend(request.parameters.clone());
        if let Some((name, bytes)) = &request.file {
            resource.insert("url".into(), format!("http://portal/{id}/download/{name}").into());
            resource.insert("url_type".into(), "upload".into());
            self.files.insert(id.to_owned(), bytes.clone());
        } else if request.parameters.contains_key("clear_upload") {
            self.files.remove(id);
        }
        Ok(Value::Object(resource.clone()))
    }

    fn store(&mut self, action: &str, parameters: &Map<String, Value>, id: &str) -> Said {
        if self.without_store {
            return Err((400, format!("Bad request: Action name not known: {action}").into()));
        }
        match action {
            "datastore_create" => {
                let key = parameters["primary_key"].as_array().unwrap().clone();
                self.rows.entry(id.to_owned()).or_insert((key, BTreeMap::new()));
                Ok(Value::Null)
            }
            _ if !self.rows.contains_key(id) => missing(),
            "datastore_search" => Ok(json!({"total": self.rows[id].1.len()})),
            "datastore_upsert" => {
                let (key, rows) = self.rows.get_mut(id).unwrap();
                for record in parameters["records"].as_array().unwrap() {
                    let values: Vec<&Value> = key.iter().map(|column| &record[column.as_str().unwrap()]).collect();
                    rows.insert(json!(values).to_string(), record.clone());
                }
                Ok(Value::Null)
            }
            _ => Ok(self.rows.remove(id).map_or(Value::Null, |_| Value::Null)),
        }
    }

    fn shown(&self) -> Value {
        let mut dataset = self.dataset.clone().unwrap();
        dataset.insert("resources".into(), json!(self.resources));
        dataset.into()
    }

    /// All that people can see, without the identifiers that the portal gives.
    pub fn seen(&self) -> Value {
        let resources = self.resources.iter().map(|one| {
            let id = one["id"].as_str().unwrap();
            let mut one = one.clone();
            one.retain(|key, _| !["id", "url", "package_id"].contains(&key.as_str()));
            let rows = self.rows.get(id).map(|(_, rows)| rows.values().collect::<Vec<_>>());
            json!({"fields": one, "file": self.files.get(id).map(Vec::as_slice).map(String::from_utf8_lossy), "rows": rows})
        });
        json!({"dataset": self.dataset, "resources": resources.collect::<Vec<_>>()})
    }

    /// How many requests there were for an action.
    pub fn count(&self, action: &str) -> usize {
        self.log.iter().filter(|(_, known)| known == action).count()
    }

    pub fn names(&self) -> Vec<&str> {
        self.resources.iter().map(|one| one["name"].as_str().unwrap()).collect()
    }
}
